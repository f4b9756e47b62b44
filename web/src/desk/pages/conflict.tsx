import { useTranslation } from "react-i18next";
import { Button } from "../ui/button.tsx";
import { Dialog } from "../ui/dialog.tsx";

/** Two versions of a row side by side, and which one shall stand. */
export function ConflictDialog({
  mine,
  theirs,
  labelOf,
  onMine,
  onTheirs,
}: {
  mine: Record<string, string>;
  theirs: Record<string, string>;
  labelOf: (column: string) => string;
  onMine: () => void;
  onTheirs: () => void;
}) {
  const { t } = useTranslation();
  return (
    <Dialog title={t("conflict.title")} closeLabel={t("conflict.theirs")} onClose={onTheirs}>
      <p>{t("conflict.explanation")}</p>
      <div className="table-box">
        <table>
          <thead>
            <tr>
              <th scope="col">{t("conflict.column")}</th>
              <th scope="col">{t("conflict.my_value")}</th>
              <th scope="col">{t("conflict.their_value")}</th>
            </tr>
          </thead>
          <tbody>
            {Object.entries(mine).map(([column, text]) => (
              <tr key={column}>
                <th scope="row">{labelOf(column)}</th>
                <td>{text === "" ? t("unit.unknown") : text}</td>
                <td>{theirs[column] === "" ? t("unit.unknown") : theirs[column]}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <p className="actions">
        <Button look="main" onClick={onMine}>
          {t("conflict.mine")}
        </Button>
        <Button onClick={onTheirs}>{t("conflict.theirs")}</Button>
      </p>
    </Dialog>
  );
}
