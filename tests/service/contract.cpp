#include "tests/service/contract.h"

#include <algorithm>
#include <charconv>
#include <format>
#include <jsoncons/json.hpp>
#include <jsoncons_ext/jsonschema/jsonschema.hpp>
#include <map>
#include <optional>
#include <yaml-cpp/yaml.h>

#include "base/text.h"

namespace samspill::testing {
namespace {

using jsoncons::json;
using Schema = jsoncons::jsonschema::json_schema<json>;

/// A plain scalar as YAML's core schema reads it; a quoted one is a text.
json scalar(const YAML::Node& node) {
  const std::string& text = node.Scalar();
  if (node.Tag() == "!") return text;
  if (text == "null" || text == "~" || text.empty()) return json::null();
  if (text == "true") return true;
  if (text == "false") return false;
  std::int64_t whole = 0;
  if (YAML::convert<std::int64_t>::decode(node, whole)) return whole;
  double number = 0;
  if (YAML::convert<double>::decode(node, number)) return number;
  return text;
}

/// References to the contract's schemas point into $defs, where a validator looks for them.
json to_json(const YAML::Node& node) {
  constexpr std::string_view kSchemas = "#/components/schemas/";
  if (node.IsScalar()) return scalar(node);
  if (node.IsSequence()) {
    json list(jsoncons::json_array_arg);
    for (const YAML::Node& item : node) list.push_back(to_json(item));
    return list;
  }
  if (!node.IsMap()) return json::null();
  json object(jsoncons::json_object_arg);
  for (const auto& entry : node) {
    const std::string key = entry.first.Scalar();
    json value = to_json(entry.second);
    if (key == "$ref" && value.as_string_view().starts_with(kSchemas)) {
      value = "#/$defs/" + value.as<std::string>().substr(kSchemas.size());
    }
    object.insert_or_assign(key, std::move(value));
  }
  return object;
}

/// The text of a parameter as the type its schema asks for; as text where it cannot be one.
json typed(const json& schema, const std::string& text) {
  const std::string type = schema.get_value_or<std::string>("type", "string");
  if (type == "integer" || type == "number") {
    double number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    const bool is_number = error == std::errc() && end == text.data() + text.size();
    return is_number ? json::parse(text) : json(text);
  }
  if (type == "array") {
    json list(jsoncons::json_array_arg);
    for (const std::string_view part : split(text, ',')) {
      list.push_back(typed(schema.at("items"), std::string(part)));
    }
    return list;
  }
  return text;
}

std::string media_type(std::string_view field) {
  return std::string(trim(field.substr(0, std::min(field.find(';'), field.size()))));
}

struct Found {
  const json* path_item = nullptr;
  const json* operation = nullptr;
  std::map<std::string, std::string> path_parameters;
};

}  // namespace

struct Contract::Document {
  json root;
  mutable std::map<const json*, std::unique_ptr<Schema>> compiled;

  /// What a `$ref` within the contract names, the thing itself where it is none.
  const json& resolve(const json& thing) const {
    if (!thing.is_object() || !thing.contains("$ref")) return thing;
    const json* at = &root;
    for (const std::string_view part : split(thing.at("$ref").as_string_view(), '/')) {
      if (part != "#") at = &at->at(part == "$defs" ? "components" : part);
    }
    return *at;
  }

  std::string fault(const json& schema, const json& value, const std::string& what) const {
    std::unique_ptr<Schema>& validator = compiled[&schema];
    if (!validator) {
      json whole(jsoncons::json_object_arg);
      whole["$schema"] = "https://json-schema.org/draft/2020-12/schema";
      whole["$defs"] = root.at("components").at("schemas");
      whole["allOf"] = json(jsoncons::json_array_arg);
      whole["allOf"].push_back(schema);
      validator = std::make_unique<Schema>(jsoncons::jsonschema::make_json_schema(whole));
    }
    std::string faults;
    const auto note = [&](const auto& message) {
      faults +=
          std::format("{} {}: {}\n", what, message.instance_location().string(), message.message());
      return jsoncons::jsonschema::walk_result::advance;
    };
    validator->validate(value, note);
    return faults;
  }

  Found find(const service::Request& request) const {
    std::string method = request.method;
    std::ranges::transform(method, method.begin(), [](char c) { return c | 0x20; });
    Found best;
    for (const auto& entry : root.at("paths").object_range()) {
      const std::vector<std::string> pattern = split_to_texts(entry.key(), '/');
      if (pattern.size() != request.target.path.size()) continue;
      Found found{&entry.value(), nullptr, {}};
      bool fits = true;
      for (std::size_t i = 0; i < pattern.size(); ++i) {
        if (pattern[i].starts_with('{')) {
          found.path_parameters[pattern[i].substr(1, pattern[i].size() - 2)] =
              request.target.path[i];
        } else {
          fits = fits && pattern[i] == request.target.path[i];
        }
      }
      if (!fits || !entry.value().contains(method)) continue;
      found.operation = &entry.value().at(method);
      best = std::move(found);
    }
    return best;
  }

  std::vector<const json*> parameters(const Found& found) const {
    std::vector<const json*> all;
    for (const json* holder : {found.path_item, found.operation}) {
      if (!holder->contains("parameters")) continue;
      for (const json& parameter : holder->at("parameters").array_range()) {
        all.push_back(&resolve(parameter));
      }
    }
    return all;
  }

  std::string fault_of_parameter(const json& parameter,
                                 const std::optional<std::string>& text) const {
    const std::string name = parameter.at("name").as<std::string>();
    if (!text) {
      return parameter.get_value_or<bool>("required", false) ? name + " is missing\n" : "";
    }
    const json& schema = parameter.at("schema");
    json resolved = schema;
    if (schema.contains("$ref")) {
      const std::string reference = schema.at("$ref").as<std::string>();
      resolved = root.at("components").at("schemas").at(reference.substr(reference.rfind('/') + 1));
    }
    return fault(schema, typed(resolved, *text), name);
  }

  std::string fault_of_body(const json& body, const service::Request& request) const {
    const json& content = resolve(body).at("content");
    const std::string type = media_type(request.headers["Content-Type"]);
    if (!content.contains(type)) return std::format("content {} is not stated\n", type);
    if (type != "application/json") return {};
    return fault(content.at(type).at("schema"), json::parse(request.body), "body");
  }
};

Contract::Contract() : document_(std::make_unique<Document>()) {
  document_->root = to_json(YAML::LoadFile(SAMSPILL_SOURCE_DIR "/openapi.yaml"));
}
Contract::~Contract() = default;

std::vector<Contract::Operation> Contract::operations() const {
  std::vector<Operation> all;
  for (const auto& path : document_->root.at("paths").object_range()) {
    for (const auto& entry : path.value().object_range()) {
      if (entry.key() == "parameters") continue;
      std::string method = entry.key();
      std::ranges::transform(method, method.begin(), [](char c) { return c & ~0x20; });
      const json& operation = entry.value();
      Operation one{method, path.key()};
      if (operation.contains("security")) {
        const json& security = operation.at("security");
        one.is_open = security.empty();
        one.is_local = std::ranges::any_of(security.array_range(),
                                           [](const json& scheme) { return scheme.empty(); });
      }
      for (const json* parameter : document_->parameters({&path.value(), &operation, {}})) {
        if (parameter->at("in").as_string_view() != "query") continue;
        one.query.push_back(parameter->at("name").as<std::string>());
      }
      if (operation.contains("requestBody")) {
        for (const auto& content :
             document_->resolve(operation.at("requestBody")).at("content").object_range()) {
          one.contents.push_back(content.key());
        }
      }
      all.push_back(std::move(one));
    }
  }
  return all;
}

std::string Contract::fault_of_request(const service::Request& request) const {
  const Found found = document_->find(request);
  if (found.operation == nullptr) return "the contract has no such operation\n";
  std::string faults;
  std::vector<std::string> known;
  for (const json* parameter : document_->parameters(found)) {
    const std::string name = parameter->at("name").as<std::string>();
    const std::string place = parameter->at("in").as<std::string>();
    std::optional<std::string> text;
    if (place == "path") {
      text = found.path_parameters.at(name);
    } else if (place == "query") {
      known.push_back(name);
      text = request.target.find(name);
    } else if (request.headers.has(name)) {
      text = request.headers[name];
    }
    faults += document_->fault_of_parameter(*parameter, text);
  }
  for (const auto& [name, value] : request.target.query) {
    if (!std::ranges::contains(known, name)) faults += name + " is not stated\n";
  }
  if (found.operation->contains("requestBody")) {
    faults += document_->fault_of_body(found.operation->at("requestBody"), request);
  } else if (!request.body.empty()) {
    faults += "a body is not stated\n";
  }
  return faults;
}

std::string Contract::fault_of_response(const service::Request& request,
                                        const service::Response& response) const {
  const Found found = document_->find(request);
  const std::string type = media_type(response.headers["Content-Type"]);
  if (found.operation == nullptr) {
    return type == "application/problem+json" ? "" : "the contract has no such operation\n";
  }
  if (response.status == 304 && request.headers.has("If-None-Match")) return {};
  const json& responses = found.operation->at("responses");
  const std::string status = std::to_string(response.status);
  if (!responses.contains(status) && response.status < 400) {
    return std::format("status {} is not stated\n", status);
  }
  const json& stated =
      document_->resolve(responses.at(responses.contains(status) ? status : "default"));
  std::string faults;
  if (stated.contains("headers")) {
    for (const auto& header : stated.at("headers").object_range()) {
      if (!response.headers.has(header.key())) faults += header.key() + " is missing\n";
    }
  }
  if (!stated.contains("content")) return faults;
  if (!stated.at("content").contains(type)) return faults + "content " + type + " is not stated\n";
  if (!response.is_whole()) return faults;
  const json& schema = stated.at("content").at(type).at("schema");
  if (schema.is_object() && schema.empty()) return faults;
  const bool is_json = type.ends_with("json");
  return faults + document_->fault(
                      schema,
                      is_json ? json::parse(response.bytes()) : json(std::string(response.bytes())),
                      "body");
}

}  // namespace samspill::testing
