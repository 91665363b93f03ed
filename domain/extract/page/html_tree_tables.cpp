#include "domain/extract/page/html_tree_builder.hpp"

#include "domain/text/strings.hpp"

namespace leadstream::extraction {
namespace {

constexpr tag_set cells{GUMBO_TAG_TD, GUMBO_TAG_TH};
constexpr tag_set row_groups{GUMBO_TAG_TBODY, GUMBO_TAG_TFOOT, GUMBO_TAG_THEAD};
constexpr tag_set parts_before_rows = row_groups.with({GUMBO_TAG_CAPTION, GUMBO_TAG_COL, GUMBO_TAG_COLGROUP});
constexpr tag_set parts = parts_before_rows.with(cells).with({GUMBO_TAG_TR});
constexpr tag_set not_to_end{GUMBO_TAG_BODY, GUMBO_TAG_CAPTION, GUMBO_TAG_COL, GUMBO_TAG_COLGROUP,
                             GUMBO_TAG_HTML};

bool is_start(const html_token& token) {
  return token.what == html_token::kind::start;
}
bool is_end(const html_token& token) {
  return token.what == html_token::kind::end;
}
bool is_blank_text(const html_token& token) {
  return token.what == html_token::kind::text &&
         token.text.find_first_not_of(" \t\n\f\r") == std::string_view::npos;
}

} // namespace

void tree_builder::in_table(const html_token& token) {
  if (is_start(token)) {
    start_in_table(token);
  } else if (is_blank_text(token)) {
    joins_ = false;
    append_text(token.text);
  } else if (!is_end(token) || token.tag == GUMBO_TAG_P || token.tag == GUMBO_TAG_BR ||
             token.tag == GUMBO_TAG_TEMPLATE) {
    give_up(); // it belongs before the table
  } else if (token.tag == GUMBO_TAG_TABLE) {
    close_table();
  } else if (!parts.has(token.tag) && !not_to_end.has(token.tag)) {
    end_in_body(token);
  }
}

void tree_builder::start_in_table(const html_token& token) {
  if (token.tag == GUMBO_TAG_CAPTION) {
    clear_to({GUMBO_TAG_TABLE});
    formatting_.push_back({0, GUMBO_TAG_LAST});
    insert(token);
    mode_ = insertion::in_caption;
  } else if (token.tag == GUMBO_TAG_COLGROUP || row_groups.has(token.tag)) {
    clear_to({GUMBO_TAG_TABLE});
    insert(token);
    mode_ = token.tag == GUMBO_TAG_COLGROUP ? insertion::in_column_group : insertion::in_table_body;
  } else if (parts.has(token.tag)) {
    clear_to({GUMBO_TAG_TABLE});
    const bool column = token.tag == GUMBO_TAG_COL;
    insert_implied(column ? GUMBO_TAG_COLGROUP : GUMBO_TAG_TBODY);
    mode_ = column ? insertion::in_column_group : insertion::in_table_body;
    process(token);
  } else if (token.tag == GUMBO_TAG_TABLE) {
    close_table();
    process(token);
  } else if (token.tag == GUMBO_TAG_SCRIPT || token.tag == GUMBO_TAG_STYLE) {
    in_head(token);
  } else if (token.tag == GUMBO_TAG_INPUT) {
    insert_void(token);
    if (!equals_ignoring_case(out_.get(static_cast<std::uint32_t>(out_.nodes.size() - 1), "type"),
                              "hidden")) {
      give_up();
    }
  } else if (token.tag == GUMBO_TAG_FORM) {
    if (!form_) {
      insert(token);
      form_ = current().index;
      pop();
    }
  } else {
    give_up();
  }
}

void tree_builder::close_table() {
  if (in_scope({GUMBO_TAG_TABLE}, table_scope)) {
    pop_until({GUMBO_TAG_TABLE});
    reset_mode();
  }
}

void tree_builder::clear_to(const tag_set& context) {
  while (!context.has(current().tag) && current().tag != GUMBO_TAG_HTML) {
    pop();
  }
}

void tree_builder::reset_mode() {
  for (std::size_t at = open_.size(); at > 0; --at) {
    const open_element& one = open_[at - 1];
    if (cells.has(one.tag)) {
      mode_ = insertion::in_cell;
    } else if (one.tag == GUMBO_TAG_TR) {
      mode_ = insertion::in_row;
    } else if (row_groups.has(one.tag)) {
      mode_ = insertion::in_table_body;
    } else if (one.tag == GUMBO_TAG_CAPTION) {
      mode_ = insertion::in_caption;
    } else if (one.tag == GUMBO_TAG_TABLE) {
      mode_ = insertion::in_table;
    } else if (one.tag == GUMBO_TAG_BODY) {
      mode_ = insertion::in_body;
    } else {
      continue;
    }
    return;
  }
  give_up();
}

void tree_builder::in_caption(const html_token& token) {
  const bool leaves = (is_start(token) && parts.has(token.tag)) ||
                      (is_end(token) && (token.tag == GUMBO_TAG_TABLE || token.tag == GUMBO_TAG_CAPTION));
  if (leaves) {
    close_caption();
    if (mode_ != insertion::in_caption && !(is_end(token) && token.tag == GUMBO_TAG_CAPTION)) {
      process(token);
    }
  } else if (!is_end(token) || (!parts.has(token.tag) && !not_to_end.has(token.tag))) {
    in_body(token);
  }
}

void tree_builder::close_caption() {
  if (in_scope({GUMBO_TAG_CAPTION}, table_scope)) {
    pop_implied();
    pop_until({GUMBO_TAG_CAPTION});
    clear_to_marker();
    mode_ = insertion::in_table;
  }
}

void tree_builder::in_column_group(const html_token& token) {
  if (is_blank_text(token)) {
    append_text(token.text);
  } else if (is_start(token) && token.tag == GUMBO_TAG_COL) {
    insert_void(token);
  } else if (current().tag != GUMBO_TAG_COLGROUP || token.what == html_token::kind::text ||
             token.tag == GUMBO_TAG_TEMPLATE || token.tag == GUMBO_TAG_HTML) {
    give_up();
  } else if (!is_end(token) || token.tag != GUMBO_TAG_COL) {
    pop();
    mode_ = insertion::in_table;
    if (!is_end(token) || token.tag != GUMBO_TAG_COLGROUP) {
      process(token);
    }
  }
}

void tree_builder::in_table_body(const html_token& token) {
  if (is_start(token) && (token.tag == GUMBO_TAG_TR || cells.has(token.tag))) {
    clear_to(row_groups);
    mode_ = insertion::in_row;
    if (token.tag == GUMBO_TAG_TR) {
      insert(token);
    } else {
      insert_implied(GUMBO_TAG_TR);
      process(token);
    }
  } else if ((is_start(token) && parts_before_rows.has(token.tag)) ||
             (is_end(token) && token.tag == GUMBO_TAG_TABLE)) {
    if (in_scope(row_groups, table_scope)) {
      leave_table_body();
      process(token);
    }
  } else if (is_end(token) && row_groups.has(token.tag)) {
    if (in_scope({token.tag}, table_scope)) {
      leave_table_body();
    }
  } else if (!is_end(token) || (!parts.has(token.tag) && !not_to_end.has(token.tag))) {
    in_table(token);
  }
}

void tree_builder::leave_table_body() {
  clear_to(row_groups);
  pop();
  mode_ = insertion::in_table;
}

void tree_builder::in_row(const html_token& token) {
  if (is_start(token) && cells.has(token.tag)) {
    clear_to({GUMBO_TAG_TR});
    insert(token);
    mode_ = insertion::in_cell;
    formatting_.push_back({0, GUMBO_TAG_LAST});
  } else if ((is_start(token) && parts.has(token.tag)) ||
             (is_end(token) && (token.tag == GUMBO_TAG_TABLE || row_groups.has(token.tag)))) {
    if (in_scope({GUMBO_TAG_TR}, table_scope) &&
        (!is_end(token) || token.tag == GUMBO_TAG_TABLE || in_scope({token.tag}, table_scope))) {
      leave_row();
      process(token);
    }
  } else if (is_end(token) && token.tag == GUMBO_TAG_TR) {
    if (in_scope({GUMBO_TAG_TR}, table_scope)) {
      leave_row();
    }
  } else if (!is_end(token) || (!cells.has(token.tag) && !not_to_end.has(token.tag))) {
    in_table(token);
  }
}

void tree_builder::leave_row() {
  clear_to({GUMBO_TAG_TR});
  pop();
  mode_ = insertion::in_table_body;
}

void tree_builder::in_cell(const html_token& token) {
  if (is_end(token) && cells.has(token.tag)) {
    if (in_scope({token.tag}, table_scope)) {
      pop_implied();
      pop_until({token.tag});
      clear_to_marker();
      mode_ = insertion::in_row;
    }
  } else if (is_start(token) && parts.has(token.tag)) {
    if (in_scope(cells, table_scope)) {
      close_cell();
      process(token);
    }
  } else if (is_end(token) &&
             (row_groups.has(token.tag) || token.tag == GUMBO_TAG_TABLE || token.tag == GUMBO_TAG_TR)) {
    if (in_scope({token.tag}, table_scope)) {
      close_cell();
      process(token);
    }
  } else if (!is_end(token) || !not_to_end.has(token.tag)) {
    in_body(token);
  }
}

void tree_builder::close_cell() {
  pop_implied();
  pop_until(cells);
  clear_to_marker();
  mode_ = insertion::in_row;
}

void tree_builder::in_select(const html_token& token) {
  if (is_start(token)) {
    start_in_select(token);
  } else if (is_end(token)) {
    end_in_select(token);
  } else {
    append_text(token.text);
  }
}

void tree_builder::start_in_select(const html_token& token) {
  if (token.tag == GUMBO_TAG_OPTION || token.tag == GUMBO_TAG_OPTGROUP) {
    if (current().tag == GUMBO_TAG_OPTION) {
      pop();
    }
    if (token.tag == GUMBO_TAG_OPTGROUP && current().tag == GUMBO_TAG_OPTGROUP) {
      pop();
    }
    insert(token);
  } else if (token.tag == GUMBO_TAG_SCRIPT) {
    in_head(token);
  } else if (parts.has(token.tag) ||
             tag_set{GUMBO_TAG_HTML, GUMBO_TAG_SELECT, GUMBO_TAG_INPUT, GUMBO_TAG_KEYGEN, GUMBO_TAG_TEXTAREA,
                     GUMBO_TAG_TEMPLATE, GUMBO_TAG_TABLE}
                 .has(token.tag)) {
    give_up();
  }
}

void tree_builder::end_in_select(const html_token& token) {
  if (token.tag == GUMBO_TAG_SELECT) {
    pop_until({GUMBO_TAG_SELECT});
    reset_mode();
  } else if (token.tag == GUMBO_TAG_OPTION) {
    if (current().tag == GUMBO_TAG_OPTION) {
      pop();
    }
  } else if (token.tag == GUMBO_TAG_OPTGROUP) {
    const bool within = current().tag == GUMBO_TAG_OPTION && open_.size() > 1 &&
                        open_[open_.size() - 2].tag == GUMBO_TAG_OPTGROUP;
    if (within) {
      pop();
    }
    if (current().tag == GUMBO_TAG_OPTGROUP) {
      pop();
    }
  } else if (parts.has(token.tag) || token.tag == GUMBO_TAG_TABLE || token.tag == GUMBO_TAG_TEMPLATE) {
    give_up();
  }
}

} // namespace leadstream::extraction
