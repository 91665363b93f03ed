#pragma once
#include "domain/extract/extract.hpp"

#include <string>
#include <vector>

/// A page for a test, as a server would have sent it.
inline leadstream::page page_of(std::string body, std::string url = "https://www.acme.ch/kontakt",
                                std::string content_type = "text/html; charset=utf-8") {
  leadstream::page made;
  made.url = std::move(url);
  made.status = 200;
  made.headers.push_back({"Content-Type", std::move(content_type)});
  made.body = std::move(body);
  return made;
}

inline leadstream::page_facts facts_of(std::string body, std::string region = "CH") {
  leadstream::extract_options options;
  options.region = std::move(region);
  return leadstream::extract(page_of(std::move(body)), options);
}

inline std::vector<std::string> addresses_in(const std::string& body,
                                             const std::string& url = "https://www.acme.ch/kontakt") {
  std::vector<std::string> out;
  for (const auto& email : leadstream::extract(page_of(body, url), {.region = "CH"}).emails) {
    out.push_back(email.address);
  }
  return out;
}
