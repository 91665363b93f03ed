# Compiles text files into a target: lexicon(name) of domain/lexicons.hpp finds each by its stem.
function(leadstream_embed_lexicons target)
  set(entries "")
  foreach(path IN LISTS ARGN)
    set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${path})
    get_filename_component(stem ${path} NAME_WE)
    file(READ ${path} text)
    string(APPEND entries "    {\"${stem}\", R\"lexicon(${text})lexicon\"},\n")
  endforeach()
  set(generated ${CMAKE_CURRENT_BINARY_DIR}/lexicon_data.cpp)
  file(CONFIGURE OUTPUT ${generated} @ONLY CONTENT [[#include "domain/lexicons.hpp"

#include <utility>

namespace leadstream {

std::string_view lexicon(std::string_view name) {
  static constexpr std::pair<std::string_view, std::string_view> all[] = {
@entries@  };
  for (const auto& [stem, text] : all) {
    if (stem == name)
      return text;
  }
  return {};
}

} // namespace leadstream
]])
  target_sources(${target} PRIVATE ${generated})
endfunction()

# Compiles a binary file into a target: leadstream::embedded::<name>() of domain/embedded.hpp gives its bytes.
function(leadstream_embed_binary target name file)
  set(EMBEDDED_NAME ${name})
  set(EMBEDDED_FILE ${file})
  set(source ${CMAKE_CURRENT_BINARY_DIR}/embedded/${name}.cpp)
  configure_file(${PROJECT_SOURCE_DIR}/cmake/embedded.cpp.in ${source} @ONLY)
  set_source_files_properties(${source} PROPERTIES OBJECT_DEPENDS ${file})
  target_sources(${target} PRIVATE ${source})
endfunction()
