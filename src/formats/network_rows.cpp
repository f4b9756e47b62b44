// Networks and who is in them. A member is a site, or an organisation with all its sites: those
// whose `organisation` holds its id or its name.
#include <algorithm>
#include <format>

#include "formats/row_readers.h"

namespace samspill::formats {
namespace {

/// Both words by which sites may name an organisation.
struct OrganisationWords {
  std::string_view id;
  std::string_view name;
};

OrganisationWords find_organisation(const Reading& reading, std::string_view id) {
  const Table* table = reading.tables.find("organisations");
  if (table == nullptr) return {id, id};
  Diagnostics told;  // the table has been checked
  TableReader reader(*table, told);
  const auto key = reader.column("organisation_id"), name = reader.column("name");
  while (reader.next()) {
    if (reader.text(key) == id) return {id, reader.text(name)};
  }
  return {id, id};
}

class MemberReader {
 public:
  MemberReader(Reading& reading, const Table& table)
      : reading_(reading), reader_(table, reading.diagnostics) {}

  void run() {
    const auto network = reader_.column("network_id"), site = reader_.column("site_id");
    const auto organisation = reader_.column("organisation_id"), since = reader_.column("since");
    while (reader_.next()) {
      const Membership membership{find_network(reader_.text(network)),
                                  std::string(reader_.text(since))};
      const std::string_view site_key = reader_.text(site);
      const std::string_view organisation_key = reader_.text(organisation);
      if (site_key.empty() == organisation_key.empty()) {
        reader_.fail("site_id", tell("found {}, expected either a site or an organisation",
                                     site_key.empty() ? tell("neither") : tell("both")));
      } else if (!membership.network) {
        continue;
      } else if (site_key.empty()) {
        add_organisation(organisation, membership);
      } else if (const SiteId id = reading_.sites.find(site_key)) {
        add_site(site, id, membership);
      }
    }
  }

 private:
  NetworkId find_network(std::string_view key) const {
    const auto& networks = reading_.out.region.networks;
    const auto found = std::ranges::find(networks, key, &Network::key);
    return found == networks.end() ? NetworkId{}
                                   : NetworkId(static_cast<std::size_t>(found - networks.begin()));
  }

  void add_site(TableReader::Column column, SiteId id, const Membership& membership) {
    Site& site = reading_.out.region.sites[id.index()];
    if (is_member(site, membership.network)) {
      reader_.fail(column, tell("found {}, which is in {} by an earlier row", in_quotes(site.key),
                                reading_.out.region[membership.network].key));
      return;
    }
    site.memberships.push_back(membership);
  }

  /// A site that is a member by itself too stays as its own row says.
  void add_organisation(TableReader::Column column, const Membership& membership) {
    const OrganisationWords words = find_organisation(reading_, reader_.text(column));
    for (Site& site : reading_.out.region.sites) {
      const bool is_owned = site.organisation == words.id || site.organisation == words.name;
      if (is_owned && !is_member(site, membership.network)) site.memberships.push_back(membership);
    }
  }

  Reading& reading_;
  TableReader reader_;
};

}  // namespace

void read_networks(Reading& reading) {
  if (const Table* table = reading.tables.find("networks")) {
    TableReader reader(*table, reading.diagnostics);
    const auto text = [&](std::string_view name) {
      return std::string(reader.text(reader.column(name)));
    };
    while (reader.next()) {
      reading.out.region.networks.push_back(
          {text("network_id"), text("name"), text("country"), text("website"), text("source")});
    }
  }
  if (const Table* table = reading.tables.find("members")) MemberReader(reading, *table).run();
}

}  // namespace samspill::formats
