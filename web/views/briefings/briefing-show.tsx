import { useSignalEffect } from '@preact/signals';
import type { RefObject } from 'preact';
import { useEffect, useLayoutEffect, useRef } from 'preact/hooks';
import type { Briefing, BriefingSection } from '../../../domain/briefings.ts';
import { briefingShown } from '../../state/briefings.ts';
import { layout } from '../../state/layout.ts';
import { changePage, page } from '../../state/page.ts';
import { say } from '../../words/say.ts';
import { useViewKeys } from '../use-view-keys.ts';
import { sectionByKey } from './briefing-keys.ts';
import { BriefingStage } from './briefing-stage.tsx';
import { enterFullScreen, useFullScreenEnd } from './full-screen.ts';
import { MarkdownText } from './markdown-text.tsx';
import { fitToFlows, goToSection, queryBeside, sectionShown, showBeside } from './shown-section.ts';
import { SlideHead } from './slide-head.tsx';
import { StoryFoot, StoryHead } from './story-frame.tsx';

/** Part of the column above which a section must begin to be the one that is read. */
const READING_LINE = 0.4;

const leaveSlides = () => changePage({ briefingShape: 'story' });

/** Presents a briefing: full screen, one section at a time. */
export function present(): void {
  enterFullScreen();
  changePage({ briefingShape: 'slides' });
}

/** A briefing, to be read or presented: words, and beside them what they are about. The map stays the same one throughout. */
export function BriefingShow({ briefing }: { readonly briefing: Briefing }) {
  const { sections } = briefing;
  const column = useRef<HTMLElement>(null);
  const isSlides = page.value.briefingShape === 'slides';
  const number = sectionShown(sections);
  const beside = queryBeside(sections, number);
  useLayoutEffect(() => {
    if (beside !== null) showBeside(beside);
  }, [beside]);
  useEffect(() => {
    briefingShown.value = briefing;
    return () => {
      briefingShown.value = null;
    };
  }, [briefing]);
  useSignalEffect(fitToFlows);
  useFullScreenEnd(isSlides, leaveSlides);
  useScrolledTo(column, isSlides, number);
  useViewKeys((event) => actOnKey(event, number, sections.length, isSlides, column));
  const isText = isSlides && sections[number - 1]?.query === null;
  const shown = isSlides ? sections.slice(number - 1, number) : sections;
  return (
    <div
      class={`map-view briefing-show ${layout.value} ${isSlides ? 'is-slides' : 'is-story'} ${isText ? 'is-text' : ''}`}
    >
      {isSlides && <SlideHead briefing={briefing} number={number} onLeave={leaveSlides} />}
      <div class="briefing-words">
        <section
          class="briefing-column"
          ref={column}
          // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls is scrolled by keys too
          tabIndex={0}
          aria-label={say('Text of {title}', { title: briefing.title })}
          onScroll={() => {
            if (!isSlides) noteScroll(column.current);
          }}
        >
          {!isSlides && <StoryHead briefing={briefing} onPresent={present} />}
          {shown.map((section, index) => (
            <SectionText
              key={isSlides ? number : index}
              section={section}
              number={isSlides ? number : index + 1}
              isShown={isSlides || index + 1 === number}
            />
          ))}
        </section>
        {!isSlides && (
          <StoryFoot number={number} count={sections.length} onGo={(to) => scrollTo(column, to)} />
        )}
      </div>
      <BriefingStage query={beside} />
    </div>
  );
}

interface SectionTextProps {
  readonly section: BriefingSection;
  readonly number: number;
  readonly isShown: boolean;
}

function SectionText({ section: { heading, text }, number, isShown }: SectionTextProps) {
  return (
    <article class="briefing-section" data-section={number} aria-current={isShown ? 'step' : undefined}>
      <h2>{heading}</h2>
      <MarkdownText text={text} />
    </article>
  );
}

type Column = RefObject<HTMLElement | null>;

const sectionsIn = (column: HTMLElement | null) => [
  ...(column?.querySelectorAll<HTMLElement>('[data-section]') ?? []),
];

/** The section that is read: the last that begins above the reading line. */
function sectionRead(column: HTMLElement): number {
  const line = column.getBoundingClientRect().top + column.clientHeight * READING_LINE;
  const begun = sectionsIn(column).filter((section) => section.getBoundingClientRect().top <= line);
  return Math.max(1, begun.length);
}

function noteScroll(column: HTMLElement | null): void {
  if (column === null) return;
  const section = sectionRead(column);
  if (section !== page.peek().section) goToSection(section);
}

function scrollTo({ current }: Column, section: number, behavior: ScrollBehavior = 'smooth'): void {
  const isStill = window.matchMedia('(prefers-reduced-motion: reduce)').matches;
  sectionsIn(current)[section - 1]?.scrollIntoView({ block: 'start', behavior: isStill ? 'auto' : behavior });
}

/** Keeps the column at the section of the address: where it was opened in the middle, and with Back. */
function useScrolledTo(column: Column, isSlides: boolean, number: number): void {
  useEffect(() => {
    column.current?.focus({ preventScroll: true });
  }, [isSlides]);
  useLayoutEffect(() => {
    const { current } = column;
    if (current === null) return;
    if (isSlides) current.scrollTop = 0;
    else if (sectionRead(current) !== number) scrollTo(column, number, 'auto');
  }, [isSlides, number]);
}

function actOnKey(
  { key, target }: KeyboardEvent,
  number: number,
  count: number,
  isSlides: boolean,
  column: Column,
): boolean {
  if (!isSlides) {
    if (key === 'p') present();
    else if (key === 'ArrowRight' || key === 'ArrowLeft') {
      scrollTo(column, sectionByKey(key, number, count) ?? number);
    } else return false;
    return true;
  }
  if (key === 'Escape') {
    leaveSlides();
    return true;
  }
  const isPressed = target instanceof Element && target.closest('button, a, summary') !== null;
  const to = key === ' ' && isPressed ? null : sectionByKey(key, number, count);
  if (to === null) return false;
  goToSection(to);
  return true;
}
