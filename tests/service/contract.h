#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "service/request.h"

namespace samspill::testing {

/// openapi.yaml as a judge of requests and responses.
class Contract {
 public:
  /// Reads it from the source folder.
  Contract();
  ~Contract();

  struct Operation {
    std::string method;                   // "GET"
    std::string pattern;                  // "/api/regions/{region_id}"
    bool is_open = false;                 // needs no session
    bool is_local = false;                // needs none on this machine
    std::vector<std::string> query{};     // names of parameters
    std::vector<std::string> contents{};  // media types of the body

    /// The same operation, open to the same people.
    bool is_same(const Operation& other) const {
      return method == other.method && pattern == other.pattern && is_open == other.is_open &&
             is_local == other.is_local;
    }
  };
  std::vector<Operation> operations() const;

  /// What is not as stated, for people; empty when all is.
  std::string fault_of_request(const service::Request& request) const;
  std::string fault_of_response(const service::Request& request,
                                const service::Response& response) const;

 private:
  struct Document;
  std::unique_ptr<Document> document_;
};

}  // namespace samspill::testing
