#include "domain/text/markup_text.hpp"

#include <catch2/catch.hpp>

using leadstream::markup_text;

TEST_CASE("the words of a piece of HTML") {
  const char* cases[][2] = {
      {"plain", "plain"},
      {"<p>One</p><p>two <b>three</b></p>", "One\ntwo three"},
      {"a &amp; b &lt;c&gt; &#228; &#x20AC; &nbsp; d", "a & b <c> ä € d"},
      {"AT&T &unknown; &", "AT&T &unknown; &"},
      {"1 < 2 and <br/>3 > 2", "1 < 2 and\n3 > 2"},
      {"  \n x \t y ", "x y"},
      {"<unended", ""},
      {"M&uuml;ller &ndash; caf&eacute; &#146;94", "Müller – café ’94"},
      {"one <!-- <p>no</p> --> two", "one two"},
      {"&#0;&#xD800;x", "&#0;\xEF\xBF\xBDx"},
      {"", ""},
  };
  for (const auto& [html, text] : cases) {
    CHECK(markup_text(html) == text);
  }
}
