// Exit codes of the program. Also in docs/operating.md.
#pragma once

namespace app {

inline constexpr int kExitOk = 0;
inline constexpr int kExitFailed = 1;         // a command was understood but could not be done
inline constexpr int kExitConfiguration = 2;  // command line, environment or configuration file
inline constexpr int kExitData = 3;           // data folder or database
inline constexpr int kExitListen = 4;         // an address cannot be listened on
inline constexpr int kExitCertificate = 5;    // a certificate or key cannot be used
// Stopped by a second signal while draining: 128 + its number.

}  // namespace app
