# Writes OUTPUT, a C++ source with the numbered migrations of SOURCE_DIR. Run as a script: cmake -D… -P embed.cmake
# A string literal has at most 64 KiB by the standard: longer files would need to be cut.
file(GLOB files ${SOURCE_DIR}/[0-9]*.sql)
list(FILTER files EXCLUDE REGEX "\\.down\\.sql$")
list(SORT files)
set(entries "")
foreach(file IN LISTS files)
  get_filename_component(stem ${file} NAME_WE)
  string(REGEX MATCH "^0*([0-9]+)_(.+)$" matched ${stem})
  set(number ${CMAKE_MATCH_1})
  set(name ${CMAKE_MATCH_2})
  file(READ ${file} up)
  set(down "")
  if(EXISTS ${SOURCE_DIR}/${stem}.down.sql)
    file(READ ${SOURCE_DIR}/${stem}.down.sql down)
  endif()
  string(APPEND entries "    {${number}, \"${name}\", R\"sql(${up})sql\", R\"sql(${down})sql\"},\n")
endforeach()
file(WRITE ${OUTPUT} "#include \"storage/migration.hpp\"

namespace leadstream::storage {

const std::vector<migration>& ${DIALECT}_migrations() {
  static const std::vector<migration> all{
${entries}  };
  return all;
}

} // namespace leadstream::storage
")
