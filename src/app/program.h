// The program: from arguments to exit code.
#pragma once

namespace app {

int run_program(int argc, const char* const* argv);

}  // namespace app
