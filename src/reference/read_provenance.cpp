#include "reference/read_provenance.h"

#include <array>

namespace samspill::reference {
namespace {

constexpr std::array<Choice<Status>, 3> kStatuses{{{"published", Status::published},
                                                   {"published_in_part", Status::published_in_part},
                                                   {"unverified", Status::unverified}}};

}  // namespace

std::optional<Status> read_status(TableReader& reader) {
  return reader.choice(reader.column("status"), kStatuses);
}

Provenance read_provenance(TableReader& reader, std::string_view key, Status status) {
  Provenance from;
  from.key = key;
  from.is_of_dataset = status == Status::stated;
  from.source = reader.text(reader.column("source"));
  from.year = reader.text(reader.column("year"));
  from.status = read_status(reader).value_or(status);
  return from;
}

}  // namespace samspill::reference
