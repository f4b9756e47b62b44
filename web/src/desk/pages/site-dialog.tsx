import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { answerOf, etagOf, server } from "../api/client.ts";
import { forget, useRegionId, useSite, type Site } from "../api/queries.ts";
import { paths } from "../paths.ts";
import { Dialog } from "../ui/dialog.tsx";
import { History } from "./history.tsx";
import { RemoveRow } from "./remove-row.tsx";
import { Answered } from "./told.tsx";

/** One site beside the table: where to go from it, its history, taking it out. */
export function SiteDialog({ site_id, onClose }: { site_id: string; onClose: () => void }) {
  const { t } = useTranslation();
  const site = useSite(site_id);
  return (
    <Dialog
      title={site.data?.name ?? site_id}
      closeLabel={t("action.close")}
      onClose={onClose}
      isSide
    >
      <Answered query={site}>{(row) => <SiteDetail site={row} onClose={onClose} />}</Answered>
    </Dialog>
  );
}

function SiteDetail({ site, onClose }: { site: Site; onClose: () => void }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const region_id = useRegionId();
  const { site_id, version } = site;
  const remove = useMutation({
    mutationFn: () =>
      answerOf(
        server.DELETE("/api/regions/{region_id}/sites/{site_id}", {
          params: { path: { region_id, site_id }, header: { "If-Match": etagOf(version) } },
        }),
      ),
    onSuccess: () => {
      forget(queries, region_id, "sites");
      onClose();
    },
  });
  return (
    <>
      <ul className="links">
        <li>
          <Link to={paths.map(region_id, { site: site_id })}>{t("site.on_map")}</Link>
        </li>
        <li>
          <Link to={paths.streams(region_id, { site_id })}>{t("site.streams")}</Link>
        </li>
        <li>
          <Link to={paths.matches(region_id, { site: site_id })}>{t("site.matches")}</Link>
        </li>
      </ul>
      <History row_id={site_id} />
      <RemoveRow
        label={t("site.remove")}
        explanation={t("site.remove_explanation")}
        isPending={remove.isPending}
        error={remove.error}
        onRemove={() => remove.mutate()}
      />
    </>
  );
}
