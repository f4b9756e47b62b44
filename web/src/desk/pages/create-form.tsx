// A form that adds a row: the server says what is wrong with each field.

import { useState, type ReactNode, type SubmitEvent } from "react";
import { useTranslation } from "react-i18next";
import { diagnosticsOf, type Diagnostic } from "../api/errors.ts";
import { Button } from "../ui/button.tsx";
import { Dialog } from "../ui/dialog.tsx";
import { SelectField, TextField, type Choice } from "../ui/field.tsx";
import { Told } from "./told.tsx";

export interface FormField {
  id: string;
  label: string;
  help?: string | undefined;
  isRequired?: boolean;
  choices?: readonly Choice[];
}

export function CreateForm({
  title,
  fields,
  onCreate,
  onClose,
  isToldHere = () => false,
  children,
}: {
  title: string;
  fields: FormField[];
  onCreate: (cells: Record<string, string>) => Promise<void>;
  onClose: () => void;
  /** Whether what is wrong is told by `children`. */
  isToldHere?: (wrong: Diagnostic) => boolean;
  /** More to fill in, given what is wrong with it. */
  children?: (wrong: Diagnostic[]) => ReactNode;
}) {
  const { t } = useTranslation();
  const [error, setError] = useState<unknown>(null);
  const [isSaving, setSaving] = useState(false);
  const diagnostics = diagnosticsOf(error);
  const inParts = diagnostics.filter(isToldHere);
  const others = diagnostics.filter((each) => !inParts.includes(each));
  const wrong = new Map(others.map(({ column, message }) => [column, message]));
  const isElsewhere = others.some(({ column }) => !fields.some(({ id }) => id === column));
  const submit = async (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    const cells: Record<string, string> = {};
    for (const [name, value] of new FormData(event.currentTarget)) {
      if (typeof value === "string" && value !== "") cells[name] = value;
    }
    setSaving(true);
    try {
      await onCreate(cells);
      onClose();
    } catch (refusal) {
      setError(refusal);
    } finally {
      setSaving(false);
    }
  };
  return (
    <Dialog title={title} closeLabel={t("action.close")} onClose={onClose}>
      <form className="form" onSubmit={(event) => void submit(event)}>
        {error !== null && (diagnostics.length === 0 || isElsewhere) && <Told error={error} />}
        {fields.map(({ id, label, help, isRequired = false, choices }) => {
          const common = { label, help, error: wrong.get(id), name: id, required: isRequired };
          return choices === undefined ? (
            <TextField key={id} {...common} autoComplete="off" />
          ) : (
            <SelectField key={id} {...common} choices={[...choices]} />
          );
        })}
        {children?.(inParts)}
        <p className="actions">
          <Button look="main" type="submit" disabled={isSaving}>
            {t("action.add")}
          </Button>
          <Button onClick={onClose}>{t("action.cancel")}</Button>
        </p>
      </form>
    </Dialog>
  );
}
