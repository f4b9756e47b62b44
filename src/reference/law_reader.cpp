// Turns the tables of law, built in or a dataset's own, into the rows of LawTables.
#include <algorithm>
#include <array>
#include <utility>

#include "base/table_reader.h"
#include "reference/law_tables.h"
#include "reference/read_provenance.h"
#include "reference/reference.h"
#include "units/unit_text.h"

namespace samspill::reference {
namespace {

using Applies = ContaminantLimit::Applies;
using Breach = ContaminantLimit::Breach;
using List = ShipmentCode::List;
using Answer = AnimalByProductUse::Answer;
using Group = Country::Group;

constexpr std::array<Choice<bool>, 2> kLimitKinds{{{"most", true}, {"least", false}}};
constexpr std::array<Choice<Applies>, 3> kApplies{
    {{"always", Applies::always}, {"class", Applies::class_of}, {"instead", Applies::instead}}};
constexpr std::array<Choice<Breach>, 2> kBreaches{
    {{"excludes", Breach::excludes}, {"check", Breach::check}}};
constexpr std::array<Choice<List>, 3> kLists{
    {{"green", List::green}, {"amber", List::amber}, {"superseded", List::superseded}}};
constexpr std::array<Choice<Answer>, 3> kAnswers{
    {{"allowed", Answer::allowed}, {"check", Answer::check}, {"forbidden", Answer::forbidden}}};
constexpr std::array<Choice<Group>, 4> kGroups{
    {{"eu", Group::eu}, {"eea", Group::eea}, {"efta", Group::efta}, {"other", Group::other}}};

/// Treatments stand in the table of categories too; they are no materials.
constexpr std::array<Choice<bool>, 2> kEntryKinds{{{"category", true}, {"method", false}}};

/// Puts the row in the place of the one that `is_same` finds, or at the end.
template <typename Row, typename Same>
void put(std::vector<Row>& rows, Row row, Same is_same) {
  const auto old = std::ranges::find_if(rows, is_same);
  if (old == rows.end()) {
    rows.push_back(std::move(row));
  } else {
    *old = std::move(row);
  }
}

}  // namespace

class LawReader {
 public:
  LawReader(LawTables& out, const Table& table, const Reference& reference, Status status,
            Diagnostics& diagnostics)
      : out_(out), reference_(reference), status_(status), reader_(table, diagnostics) {}

  void limits() {
    while (reader_.next()) {
      // A limit on what the vocabulary has no concept for is kept for people to read.
      if (!reader_.is_filled(column("resource"))) continue;
      ContaminantLimit row;
      row.use = reader_.text(column("use"));
      row.country = reader_.text(column("country"));
      row.resource = resource(reader_.text(column("resource")), "resource");
      row.property = property("property");
      const auto value = reader_.required_number(column("value"), "value");
      if (!row.resource || !row.property || !value) continue;
      row.is_upper = reader_.choice(column("limit_kind"), kLimitKinds).value_or(true);
      row.class_name = reader_.text(column("class"));
      row.taker_use = reader_.text(column("taker_use"));
      row.applies = reader_.choice(column("applies"), kApplies).value_or(Applies::always);
      row.breach = reader_.choice(column("breach"), kBreaches).value_or(Breach::excludes);
      row.instead_of = property("instead_of");
      row.when = property("when_property");
      row.when_least = reader_.number(column("when_least"));
      row.when_below = reader_.number(column("when_below"));
      row.provenance = read_provenance(reader_, row.use, status_);
      const auto unit =
          convert_property_unit(reader_.text(column("unit")), reference_[row.property].unit);
      if (!unit) {
        reader_.expected(column("unit"), tell("a unit of {}", reference_[row.property].unit));
        continue;
      }
      row.value = unit->apply(*value);
      put(out_.limits_, row, [&](const ContaminantLimit& old) {
        return old.use == row.use && old.country == row.country && old.resource == row.resource &&
               old.property == row.property && old.is_upper == row.is_upper &&
               old.class_name == row.class_name;
      });
    }
  }

  void shipment_codes() {
    while (reader_.next()) {
      const auto code = reader_.required(column("code"), "code");
      const auto of = reader_.choice(column("list"), kLists);
      if (!code || !of) continue;
      put(out_.shipment_codes_,
          ShipmentCode{std::string(*code), *of,
                       split_to_texts(reader_.text(column("low_codes")), ';'),
                       read_provenance(reader_, *code, status_)},
          [&](const ShipmentCode& old) { return old.code == *code; });
    }
  }

  void animal_by_products() {
    while (reader_.next()) {
      const auto entry = reader_.required(column("entry"), "entry");
      const auto is_material = reader_.choice(column("kind"), kEntryKinds);
      // What falls outside the rules has no category.
      if (!entry || !is_material.value_or(false) || !reader_.is_filled(column("category"))) {
        continue;
      }
      const auto category = reader_.integer(column("category"), 1, 3);
      if (!category) continue;
      AnimalByProduct row{std::string(*entry),
                          static_cast<int>(*category),
                          {},
                          read_provenance(reader_, *entry, status_)};
      for (const std::string_view part : split(reader_.text(column("resources")), ';')) {
        if (const ResourceId id = resource(part, "resources")) row.resources.push_back(id);
      }
      put(out_.animal_by_products_, std::move(row),
          [&](const AnimalByProduct& old) { return old.entry == *entry; });
    }
  }

  void animal_by_product_uses() {
    while (reader_.next()) {
      const auto entry = reader_.required(column("entry"), "entry");
      const auto use = reader_.required(column("use"), "use");
      const auto answer = reader_.choice(column("answer"), kAnswers);
      if (!entry || !use || !answer) continue;
      put(out_.animal_by_product_uses_,
          AnimalByProductUse{std::string(*entry), std::string(*use), *answer,
                             split_to_texts(reader_.text(column("treatments")), ';'),
                             std::string(reader_.text(column("note"))),
                             read_provenance(reader_, *entry, status_)},
          [&](const AnimalByProductUse& old) { return old.entry == *entry && old.use == *use; });
    }
  }

  void resource_uses() {
    while (reader_.next()) {
      const auto use = reader_.required(column("use"), "use");
      const auto name = reader_.required(column("resource"), "resource");
      if (!use || !name) continue;
      ResourceUse row{std::string(*use), resource(*name, "resource"),
                      std::string(reader_.text(column("nace"))),
                      read_provenance(reader_, *use, status_)};
      if (!row.resource) continue;
      put(out_.resource_uses_, row, [&](const ResourceUse& old) {
        return old.use == row.use && old.resource == row.resource && old.nace == row.nace;
      });
    }
  }

  void waste_hierarchy() {
    while (reader_.next()) {
      const auto route = reader_.required(column("route"), "route");
      const auto step = reader_.integer(column("step"), 1, 5);
      if (route && step) {
        out_.steps_.insert_or_assign(std::string(*route), static_cast<int>(*step));
      }
    }
  }

  void countries() {
    while (reader_.next()) {
      const auto key = reader_.required(column("country"), "country");
      const auto group = reader_.choice(column("group"), kGroups);
      const auto is_in_oecd = reader_.yes_no(column("oecd"));
      if (!key || !group || !is_in_oecd) continue;
      put(out_.countries_, Country{std::string(*key), *group, *is_in_oecd},
          [&](const Country& old) { return old.key == *key; });
    }
  }

 private:
  TableReader::Column column(std::string_view name) const { return reader_.column(name); }

  ResourceId resource(std::string_view name, std::string_view column_name) {
    const ResourceId id = reference_.find_resource(name);
    if (!id) {
      reader_.expected(column(column_name),
                       tell("a resource{}", reference_.suggest_resource(name)));
    }
    return id;
  }

  PropertyId property(std::string_view column_name) {
    const std::string_view name = reader_.text(column(column_name));
    if (name.empty()) return {};
    const PropertyId id = reference_.find_property(name);
    if (!id) {
      reader_.expected(column(column_name),
                       tell("a property{}", reference_.suggest_property(name)));
    }
    return id;
  }

  LawTables& out_;
  const Reference& reference_;
  Status status_;
  TableReader reader_;
};

namespace {

using Read = void (LawReader::*)();
constexpr std::array<std::pair<std::string_view, Read>, 7> kTables{
    {{"contaminant_limits", &LawReader::limits},
     {"shipment_codes", &LawReader::shipment_codes},
     {"abp_categories", &LawReader::animal_by_products},
     {"abp_uses", &LawReader::animal_by_product_uses},
     {"resource_uses", &LawReader::resource_uses},
     {"waste_hierarchy", &LawReader::waste_hierarchy},
     {"countries", &LawReader::countries}}};

}  // namespace

bool LawTables::reads(std::string_view table) {
  return std::ranges::contains(kTables, table, &std::pair<std::string_view, Read>::first);
}

void LawTables::add(const Table& table, const Reference& reference, Status status,
                    Diagnostics& diagnostics) {
  for (const auto& [name, read] : kTables) {
    if (table.name() == name) (LawReader(*this, table, reference, status, diagnostics).*read)();
  }
}

}  // namespace samspill::reference
