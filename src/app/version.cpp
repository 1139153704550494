#include "app/version.h"

namespace app {

// The TETRAGATE_BUILD_ values come from CMakeLists.txt beside this file.

std::string_view version() { return TETRAGATE_BUILD_VERSION; }

std::string build_facts() {
  const std::string sanitizers = TETRAGATE_BUILD_SANITIZERS;
  return "tetragate " + std::string(version()) + "\n" +                        //
         "compiler    " TETRAGATE_BUILD_COMPILER "\n" +                        //
         "build type  " TETRAGATE_BUILD_TYPE "\n" +                            //
         "sanitizers  " + (sanitizers.empty() ? "none" : sanitizers) + "\n" +  //
         "boost       " TETRAGATE_BUILD_BOOST "\n" +                           //
         "openssl     " TETRAGATE_BUILD_OPENSSL "\n" +                         //
         "sqlite      " TETRAGATE_BUILD_SQLITE "\n";
}

}  // namespace app
