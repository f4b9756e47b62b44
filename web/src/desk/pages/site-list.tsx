import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { useRegion, useRegionId, useSitePages } from "../api/queries.ts";
import { useUnits } from "../i18n/use-words.ts";
import { paths } from "../paths.ts";
import { Button } from "../ui/button.tsx";
import { TextField } from "../ui/field.tsx";
import { useAddress } from "../ui/use-address.ts";
import { useSettled } from "../ui/use-settled.ts";
import { Answered } from "./told.tsx";

/** Sites of one answer of the server; more are asked for when people want them. */
const kAtOnce = 100;

/** The same sites as on the map: for keyboard, screen reader and where no map is. */
export function SiteList() {
  const { t } = useTranslation();
  const units = useUnits();
  const region_id = useRegionId();
  const { data: region } = useRegion();
  const [filter, setFilter] = useAddress("filter");
  const search = useSettled((filter ?? "").trim());
  const pages = useSitePages(search === "" ? {} : { search }, kAtOnce);
  const all = search === "" ? (region?.counts["sites"] ?? null) : null;
  return (
    <>
      <TextField
        label={t("map.filter")}
        type="search"
        value={filter ?? ""}
        onChange={({ target }) => setFilter(target.value)}
      />
      <Answered query={pages}>
        {(data) => {
          const found = data.pages.flatMap(({ items }) => items);
          const count = all ?? found.length;
          return (
            <>
              <p className="list-count" role="status">
                {t("count.sites", { count, shown: units.count(count) })}
                {all === null && pages.hasNextPage && <> {t("map.and_more")}</>}
              </p>
              <ul className="site-list">
                {found.map(({ site_id, name, municipality }) => (
                  <li key={site_id}>
                    <Link to={paths.map(region_id, { site: site_id })}>{name}</Link>
                    <small>{municipality ?? t("unit.unknown")}</small>
                  </li>
                ))}
              </ul>
              {pages.hasNextPage && (
                <Button
                  disabled={pages.isFetchingNextPage}
                  onClick={() => void pages.fetchNextPage()}
                >
                  {t("map.show_more")}
                </Button>
              )}
            </>
          );
        }}
      </Answered>
    </>
  );
}
