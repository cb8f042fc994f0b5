import { useId } from 'preact/hooks';

interface FormFieldProps {
  readonly label: string;
  readonly name: string;
  readonly type?: 'text' | 'email' | 'password' | 'date' | 'number';
  readonly value?: string;
  readonly autoComplete?: string;
  readonly required?: boolean;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly min?: string | number;
  readonly max?: string | number;
  readonly step?: string;
  readonly hint?: string;
  /** What is wrong with it, in words. */
  readonly wrong?: string | null;
}

/** A labelled field of a form; what is typed is read by its name when the form is sent. */
export function FormField({ label, hint, wrong = null, type = 'text', ...input }: FormFieldProps) {
  const id = useId();
  const notes = [hint && `${id}-hint`, wrong !== null && `${id}-wrong`].filter(Boolean).join(' ');
  return (
    <div class="form-field">
      <label for={id}>{label}</label>
      <input
        {...input}
        // Its declaration has a form for each type, and none for several.
        type={type as 'text'}
        autoCapitalize="off"
        spellcheck={false}
        id={id}
        class="field"
        aria-describedby={notes || undefined}
        aria-invalid={wrong === null ? undefined : true}
      />
      {hint && (
        <p class="muted small" id={`${id}-hint`}>
          {hint}
        </p>
      )}
      {wrong !== null && (
        <p class="form-wrong small" id={`${id}-wrong`}>
          {wrong}
        </p>
      )}
    </div>
  );
}

/** What was typed into a form, by the names of its fields. */
export function formText(form: HTMLFormElement): (name: string) => string {
  const values = new FormData(form);
  return (name) => {
    const value = values.get(name);
    return typeof value === 'string' ? value : '';
  };
}
