#include "app/documents.h"

#include "proto/pandemonium/documents.h"

namespace app {
namespace {

template <std::string (*make)()>
const std::string& once() {
  static const std::string text = make();
  return text;
}

}  // namespace

const std::vector<Document>& documents() {
  static const std::vector<Document> list = {
      {"/docs/pandemonium/asyncapi.json", &once<pandemonium::asyncapi_document>},
      {"/docs/pandemonium/openapi.json", &once<pandemonium::openapi_document>},
      {"/docs/pandemonium/frames.json", &once<pandemonium::frame_schemas_document>},
  };
  return list;
}

}  // namespace app
