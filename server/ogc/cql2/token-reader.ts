import type { FilterError } from '../../../domain/trace-filter.ts';
import type { Token } from './cql2-tokens.ts';
import { cql2Tokens, notUnderstood } from './cql2-tokens.ts';

/** Words that are no names of properties unless they stand in "…". */
const RESERVED = new Set(['AND', 'OR', 'NOT', 'LIKE', 'BETWEEN', 'IN', 'IS', 'NULL', 'TRUE', 'FALSE']);

/** The tokens of a filter one after the other. Keywords may be written large or small. */
export class TokenReader {
  readonly #tokens: readonly Token[];
  #place = 0;

  constructor(filter: string) {
    this.#tokens = cql2Tokens(filter);
  }

  next(): Token {
    const token = this.#ahead();
    if (token.kind !== 'end') this.#place += 1;
    return token;
  }

  /** The name of the function that begins here, in capitals; null where none does. */
  functionName(): string | null {
    const { kind, value } = this.#ahead();
    return kind === 'word' && this.#isSign(this.#ahead(1), '(') && !RESERVED.has(value.toUpperCase())
      ? value.toUpperCase()
      : null;
  }

  /** The word that stands here, in capitals; null where none does. */
  word(): string | null {
    const { kind, value } = this.#ahead();
    return kind === 'word' ? value.toUpperCase() : null;
  }

  takeWord(word: string): boolean {
    if (this.word() !== word) return false;
    this.#place += 1;
    return true;
  }

  expectWord(word: string): void {
    if (!this.takeWord(word)) throw this.unexpected(word);
  }

  takeSign(sign: string): boolean {
    if (!this.#isSign(this.#ahead(), sign)) return false;
    this.#place += 1;
    return true;
  }

  takeSignOf<Sign extends string>(signs: readonly Sign[]): Sign | null {
    return signs.find((sign) => this.takeSign(sign)) ?? null;
  }

  expectSign(sign: string): void {
    if (!this.takeSign(sign)) throw this.unexpected(sign);
  }

  expectEnd(): void {
    if (this.#ahead().kind !== 'end') throw this.unexpected('AND, OR or the end');
  }

  /** The text that stands here, without its quotes; null where none does. */
  takeText(): string | null {
    const { kind, value } = this.#ahead();
    if (kind !== 'text') return null;
    this.#place += 1;
    return value;
  }

  /** The text that `of` asks for. */
  text(of: string): string {
    const text = this.takeText();
    if (text === null) throw this.unexpected(`a text in '…' for ${of}`);
    return text;
  }

  /** The number that stands here, with its sign; null where none does. */
  takeNumber(): number | null {
    const isSigned = this.#isSign(this.#ahead(), '-') || this.#isSign(this.#ahead(), '+');
    const { kind, value } = this.#ahead(isSigned ? 1 : 0);
    if (kind !== 'number') return null;
    const isNegative = this.takeSign('-');
    if (!isNegative) this.takeSign('+');
    this.#place += 1;
    const number = Number(value);
    if (!Number.isFinite(number)) throw notUnderstood(`${value} is larger than any number here.`);
    return isNegative ? -number : number;
  }

  propertyName(): string {
    const { kind, value } = this.#ahead();
    const isName = kind === 'quoted' || (kind === 'word' && !RESERVED.has(value.toUpperCase()));
    if (!isName) throw this.unexpected('the name of a property or a value');
    this.#place += 1;
    return value;
  }

  unexpected(expected: string): FilterError {
    const { kind, value, at } = this.#ahead();
    const found = kind === 'end' ? 'the filter ends there' : `there stands ${value}`;
    return notUnderstood(`The filter cannot be read at character ${at}: expected ${expected}, but ${found}.`);
  }

  #isSign = ({ kind, value }: Token, sign: string) => kind === 'sign' && value === sign;

  #ahead(by = 0): Token {
    const token = this.#tokens[this.#place + by] ?? this.#tokens.at(-1);
    if (token === undefined) throw new Error('A filter has at least its end.');
    return token;
  }
}
