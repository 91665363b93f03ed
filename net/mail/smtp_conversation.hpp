#pragma once
#include "domain/mail/smtp_dialog.hpp"
#include "net/asio.hpp"

#include <chrono>
#include <vector>

namespace leadstream::net {

/// Holds a dialog with the first of these endpoints that takes the connection. All of it ends in time.
asio::awaitable<void> converse(std::vector<tcp::endpoint> with, smtp_dialog& dialog,
                               std::chrono::milliseconds timeout);

} // namespace leadstream::net
