#include "domain/extract/language.hpp"

#include <catch2/catch.hpp>
#include <string>

using leadstream::extraction::language_of;

TEST_CASE("the words of a page and what it declares tell its language") {
  struct known {
    const char* what;
    const char* declared;
    const char* text;
    const char* language;
  };
  const known pages[] = {
      {"addresses at hosts", "en", "a@foo.com b@foo.com c@foo.com d@foo.com", "en"},
      {"hosts", "de", "www.foo.com, www.no.com, do.as.com, shop.do.com", "de"},
      {"sentences without a blank between", "", "Wir sind für Sie da.Und das ist nicht alles.Auch bei uns",
       "de"},
      {"a template's language", "en",
       "Wir sind für Sie da und freuen uns auf Ihre Nachricht, auch nach Feierabend", "de"},
      {"a few foreign words", "en",
       "Welcome to the Casa de los Abuelos and our bar El Sol, with the chef by your side", "en"},
      {"Catalan", "ca",
       "el restaurant de la plaça amb els productes de la terra per a una cuina de temporada", "ca"},
      {"English in a template of Slovakia", "sk", "We are the best of our kind and you will have it from us",
       "en"},
      {"Bokmål", "nb", "Vi er et firma som har det meste for din bolig og ikke dyrt", "no"},
      {"Japanese in Han only", "ja", "会社概要 東京都大田区", "ja"},
      {"Chinese", "zh", "公司简介 北京市朝阳区", "zh"},
      {"Chinese under a template's language", "en", "公司简介 北京市朝阳区", "zh"},
      {"Ukrainian without its own letters", "uk", "Контакты офис Харков", "uk"},
      {"Bulgarian", "bg", "Контакти и работно време на магазина", "bg"},
      {"Russian", "", "Наша компания находится в Москве", "ru"},
      {"Persian", "fa", "تماس با ما", "fa"},
  };
  for (const auto& [what, declared, text, language] : pages) {
    INFO(what);
    CHECK(language_of(declared, text) == language);
  }
}
