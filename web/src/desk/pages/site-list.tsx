import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { useRegionId, type Site } from "../api/queries.ts";
import { useUnits } from "../i18n/use-words.ts";
import { paths } from "../paths.ts";
import { TextField } from "../ui/field.tsx";
import { useAddress } from "../ui/use-address.ts";

/** More are found by narrowing the filter. */
const kMostListed = 200;

/** The same sites as on the map, by name: for keyboard, screen reader and where no map is. */
export function SiteList({ sites }: { sites: Site[] }) {
  const { t } = useTranslation();
  const units = useUnits();
  const region = useRegionId();
  const [filter, setFilter] = useAddress("filter");
  const wanted = (filter ?? "").toLocaleLowerCase();
  const found = sites
    .filter(({ name, organisation, municipality }) =>
      [name, organisation, municipality].join(" ").toLocaleLowerCase().includes(wanted),
    )
    .sort((a, b) => a.name.localeCompare(b.name));
  return (
    <>
      <TextField
        label={t("map.filter")}
        type="search"
        value={filter ?? ""}
        onChange={({ target }) => setFilter(target.value)}
      />
      <p className="list-count" role="status">
        {t("count.sites", { count: found.length, shown: units.count(found.length) })}
      </p>
      <ul className="site-list">
        {found.slice(0, kMostListed).map(({ site_id, name, municipality }) => (
          <li key={site_id}>
            <Link to={paths.map(region, { site: site_id })}>{name}</Link>
            <small>{municipality ?? t("unit.unknown")}</small>
          </li>
        ))}
      </ul>
      {found.length > kMostListed && <p>{t("map.more_sites")}</p>}
    </>
  );
}
