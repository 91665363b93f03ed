#pragma once
// Boost 1.74's coroutine support needs std::exchange and forgets to include it.
#include <utility>

#include <boost/asio.hpp>

namespace leadstream {
namespace asio = boost::asio;
using asio::ip::tcp;
} // namespace leadstream
