import { useId, type InputHTMLAttributes, type ReactNode, type SelectHTMLAttributes } from "react";

interface FieldProps {
  label: string;
  help?: string | undefined;
  error?: string | undefined;
}

/** A label, what stands under it, and what is wrong with it. */
function Field({
  label,
  help,
  error,
  id,
  children,
}: FieldProps & { id: string; children: ReactNode }) {
  return (
    <div className={error === undefined ? "field" : "field has-error"}>
      <label htmlFor={id}>{label}</label>
      {children}
      {help !== undefined && (
        <small id={`${id}-help`} className="field-help">
          {help}
        </small>
      )}
      {error !== undefined && (
        <small id={`${id}-error`} className="field-error">
          {error}
        </small>
      )}
    </div>
  );
}

const described = (id: string, { help, error }: FieldProps) =>
  [help === undefined ? "" : `${id}-help`, error === undefined ? "" : `${id}-error`]
    .filter((part) => part !== "")
    .join(" ") || undefined;

export function TextField({
  label,
  help,
  error,
  ...input
}: FieldProps & InputHTMLAttributes<HTMLInputElement>) {
  const id = useId();
  const about = { label, help, error };
  return (
    <Field {...about} id={id}>
      <input
        id={id}
        aria-describedby={described(id, about)}
        aria-invalid={error !== undefined}
        {...input}
      />
    </Field>
  );
}

export interface Choice {
  value: string;
  label: string;
}

export function SelectField({
  label,
  help,
  error,
  choices,
  ...select
}: FieldProps & { choices: Choice[] } & SelectHTMLAttributes<HTMLSelectElement>) {
  const id = useId();
  const about = { label, help, error };
  return (
    <Field {...about} id={id}>
      <select id={id} aria-describedby={described(id, about)} {...select}>
        {choices.map(({ value, label: text }) => (
          <option key={value} value={value}>
            {text}
          </option>
        ))}
      </select>
    </Field>
  );
}

/** A slider whose value stands beside its name in words. */
export function SliderField({
  label,
  value,
  shown,
  ...input
}: { label: string; value: number; shown: string } & InputHTMLAttributes<HTMLInputElement>) {
  const id = useId();
  return (
    <div className="field">
      <label htmlFor={id}>
        {label} <output htmlFor={id}>{shown}</output>
      </label>
      <input id={id} type="range" value={value} aria-valuetext={shown} {...input} />
    </div>
  );
}
