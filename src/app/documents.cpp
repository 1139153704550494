#include "app/documents.h"

#include "proto/bonfire/documents.h"
#include "proto/pandemonium/documents.h"

namespace app {
namespace {

template <std::string (*make)()>
const std::string& once() {
  static const std::string text = make();
  return text;
}

/// The API stands below another path here than the document's default.
std::string bonfire_openapi() {
  bonfire::Bases bases;
  bases.api = "/delta";
  return bonfire::openapi_document(bases);
}

}  // namespace

const std::vector<Document>& documents() {
  static const std::vector<Document> list = {
      {"/docs/pandemonium/asyncapi.json", &once<pandemonium::asyncapi_document>},
      {"/docs/pandemonium/openapi.json", &once<pandemonium::openapi_document>},
      {"/docs/pandemonium/frames.json", &once<pandemonium::frame_schemas_document>},
      {"/docs/bonfire/asyncapi.json", &once<bonfire::asyncapi_document>},
      {"/docs/bonfire/openapi.json", &once<bonfire_openapi>},
      {"/docs/bonfire/frames.json", &once<bonfire::frame_schemas_document>},
  };
  return list;
}

}  // namespace app
