#pragma once
#include <string>

/// The description of the API: the files of net/api/openapi, each with the paths of one resource and what
/// they need, make one OpenAPI 3.1 document. A test proves that it names exactly the routes that there are.
namespace leadstream::api {

/// The whole document as JSON, indented. Made once; any thread.
const std::string& openapi_document();

} // namespace leadstream::api
