# Warnings, sanitizers, linker and compiler cache: everything that is said to the compiler.
add_library(tetragate_options INTERFACE)
target_compile_options(tetragate_options INTERFACE
  -Wall -Wextra -Wpedantic -Wshadow -Wnon-virtual-dtor -Woverloaded-virtual -Wnull-dereference
  -Wno-missing-field-initializers)
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
  # g++ 12 reports false positives of these three from inlined std::string, std::variant and coroutine frames.
  target_compile_options(tetragate_options INTERFACE -fcoroutines -fpch-preprocess -Wno-null-dereference
    -Wno-maybe-uninitialized -Wno-restrict -Wno-stringop-overflow -Wno-array-bounds)
endif()
option(TETRAGATE_WERROR "warnings are errors" ON)
if(TETRAGATE_WERROR)
  target_compile_options(tetragate_options INTERFACE -Werror)
endif()

if(TETRAGATE_SANITIZE)
  target_compile_options(tetragate_options INTERFACE -fsanitize=${TETRAGATE_SANITIZE} -fno-sanitize-recover=all
    -fno-omit-frame-pointer)
  if(TETRAGATE_SANITIZE MATCHES "address" AND CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
    # Half of the time a sanitizer build takes goes into checks that find nothing here: null is what the address sanitizer
    # reports anyway, alignment is free on our machines, and vptr opens a pipe, which fails in the test that takes every file
    # descriptor. Checks by call instead of inline keep the objects small.
    target_compile_options(tetragate_options INTERFACE -fno-sanitize=vptr,null,alignment
      "SHELL:--param asan-instrumentation-with-call-threshold=0")
  endif()
  if(TETRAGATE_SANITIZE MATCHES "thread")
    # Asio fences where it also locks; the thread sanitizer does not follow fences and g++ says so.
    target_compile_options(tetragate_options INTERFACE -Wno-tsan)
  endif()
  target_link_options(tetragate_options INTERFACE -fsanitize=${TETRAGATE_SANITIZE})
endif()

find_program(MOLD_PROGRAM mold)
if(MOLD_PROGRAM)
  target_link_options(tetragate_options INTERFACE -fuse-ld=mold)
endif()

find_program(CCACHE_PROGRAM ccache)
if(CCACHE_PROGRAM AND NOT CMAKE_CXX_COMPILER_LAUNCHER)
  # Without the sloppiness ccache stores nothing that uses a precompiled header.
  set(CMAKE_CXX_COMPILER_LAUNCHER ${CMAKE_COMMAND} -E env CCACHE_SLOPPINESS=pch_defines,time_macros ${CCACHE_PROGRAM})
endif()
