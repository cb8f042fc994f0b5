import './select-field.css';
import { useId } from 'preact/hooks';

interface SelectFieldProps<Value extends string> {
  readonly label: string;
  readonly value: Value;
  readonly options: readonly { readonly value: Value; readonly label: string }[];
  readonly onChange: (value: Value) => void;
  /** Whether the label stands beside the choice; else above it, as in forms. */
  readonly isBeside?: boolean;
}

/** A labelled choice of one of a few. */
export function SelectField<Value extends string>({
  label,
  value,
  options,
  onChange,
  isBeside = false,
}: SelectFieldProps<Value>) {
  const id = useId();
  return (
    <div class={isBeside ? 'select-beside' : 'form-field select-field'}>
      <label for={id}>{label}</label>
      <select
        id={id}
        class="field"
        value={value}
        onChange={({ currentTarget }) => {
          const chosen = options.find((option) => option.value === currentTarget.value);
          if (chosen !== undefined) onChange(chosen.value);
        }}
      >
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
    </div>
  );
}
