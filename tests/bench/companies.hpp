#pragma once
#include <cstdint>
#include <functional>
#include <string>
#include <vector>

/// A made-up country of businesses, as several directories would list them: for measurements. The same seed
/// gives the same records. Knows nothing of how the product compares.
namespace bench {

/// A record as one directory gives it, with the business that it truly is.
struct company_record {
  std::string name;
  std::string website;
  std::string phone;
  std::string email;
  std::string street;
  std::string city;
  std::string postal_code;
  std::string country;
  std::string category;
  std::uint32_t truth = 0;
};

/// Makes `count` records of about two thirds as many businesses and gives them to `use` in random order:
/// names with legal forms, typos, other spellings of umlauts, phones and websites in many notations, fields
/// that are missing, and chains whose branches share name, website and sometimes phone but are businesses of
/// their own.
void make_companies(std::size_t count, std::uint64_t seed,
                    const std::function<void(const company_record&)>& use);

} // namespace bench
