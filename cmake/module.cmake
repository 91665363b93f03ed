# One static library a folder: all its .cpp files, its public dependencies after the name.
function(leadstream_module name)
  file(GLOB_RECURSE sources CONFIGURE_DEPENDS ${CMAKE_CURRENT_SOURCE_DIR}/*.cpp)
  add_library(leadstream_${name} STATIC ${sources})
  target_include_directories(leadstream_${name} PUBLIC ${PROJECT_SOURCE_DIR})
  target_link_libraries(leadstream_${name} PUBLIC ${ARGN})
endfunction()

# One test program a module: the .cpp files below tests/<name>, linked with Catch2's main.
function(leadstream_test name)
  file(GLOB_RECURSE sources CONFIGURE_DEPENDS ${CMAKE_CURRENT_SOURCE_DIR}/${name}/*.cpp)
  if(NOT sources)
    return()
  endif()
  add_executable(test_${name} ${sources})
  target_link_libraries(test_${name} PRIVATE leadstream_test_support ${ARGN})
  add_test(NAME ${name} COMMAND test_${name} WORKING_DIRECTORY ${PROJECT_SOURCE_DIR})
endfunction()
