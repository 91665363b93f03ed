# What every build uses when the machine has it: ccache, mold, and the hardening of docs/decisions.
find_program(CCACHE_PROGRAM ccache)
if(CCACHE_PROGRAM)
  set(CMAKE_CXX_COMPILER_LAUNCHER ${CCACHE_PROGRAM})
endif()

find_program(MOLD_PROGRAM mold)
if(MOLD_PROGRAM)
  add_link_options(-fuse-ld=mold)
endif()

set(CMAKE_CXX_FLAGS_RELEASE "-O2 -g1 -DNDEBUG")
set(CMAKE_CXX_FLAGS_DEBUG "-O0 -g1")

option(LEADSTREAM_SANITIZE "address and undefined-behaviour sanitizers" OFF)
if(LEADSTREAM_SANITIZE)
  set(CMAKE_CXX_FLAGS_DEBUG "-O0 -g1 -fno-omit-frame-pointer")
  # With sanitizers GCC 12 takes the allocation of coroutine frames for mismatched.
  add_compile_options(-fsanitize=address,undefined -fno-sanitize-recover=undefined -Wno-mismatched-new-delete
                      -Wno-maybe-uninitialized)
  add_link_options(-fsanitize=address,undefined)
elseif(LEADSTREAM_FUZZ)
  add_compile_options(-fsanitize=fuzzer-no-link,address,undefined -fno-sanitize-recover=undefined)
  add_link_options(-fsanitize=address,undefined)
else()
  add_compile_options($<$<CONFIG:Release>:-D_FORTIFY_SOURCE=2>)
  add_compile_options(-fstack-protector-strong -fstack-clash-protection -fcf-protection)
  add_compile_definitions(_GLIBCXX_ASSERTIONS)
  add_link_options(-Wl,-z,relro,-z,now)
endif()
set(CMAKE_POSITION_INDEPENDENT_CODE ON)
