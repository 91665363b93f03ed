# Run at every build: writes the version header, and touches it only when version or revision changed.
execute_process(COMMAND git describe --always --dirty=+ --exclude=* --abbrev=12 WORKING_DIRECTORY ${SOURCE}
                OUTPUT_VARIABLE revision OUTPUT_STRIP_TRAILING_WHITESPACE ERROR_QUIET RESULT_VARIABLE failed)
if(failed OR NOT revision)
  set(revision unknown)
endif()
file(CONFIGURE OUTPUT ${HEADER} CONTENT
     "#define LEADSTREAM_VERSION \"${VERSION}\"\n#define LEADSTREAM_REVISION \"${revision}\"\n")
