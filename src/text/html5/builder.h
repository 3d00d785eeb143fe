#ifndef TEXT_HTML5_BUILDER_H
#define TEXT_HTML5_BUILDER_H

/* What the files of the tree construction share: the builder's state and the
 * steps that the standard gives names to. Section numbers are not cited, since
 * the standard is a living one; the names are its own. */

#include "text/html5/tokens.h"

#include "base/limits.h"

enum html_mode {
    MODE_INITIAL,
    MODE_BEFORE_HTML,
    MODE_BEFORE_HEAD,
    MODE_IN_HEAD,
    MODE_IN_HEAD_NOSCRIPT,
    MODE_AFTER_HEAD,
    MODE_IN_BODY,
    MODE_TEXT,
    MODE_IN_TABLE,
    MODE_IN_TABLE_TEXT,
    MODE_IN_CAPTION,
    MODE_IN_COLUMN_GROUP,
    MODE_IN_TABLE_BODY,
    MODE_IN_ROW,
    MODE_IN_CELL,
    MODE_IN_TEMPLATE,
    MODE_AFTER_BODY,
    MODE_IN_FRAMESET,
    MODE_AFTER_FRAMESET,
    MODE_AFTER_AFTER_BODY,
    MODE_AFTER_AFTER_FRAMESET,
};

enum {
    ACTIVE_MAX = 64,                              /* formatting elements that may be opened again */
    OPEN_MAX = LIMIT_HTML_DEPTH + 2 * ACTIVE_MAX, /* implied and reopened ones come on top */
    MOVES_MAX = 50 * LIMIT_HTML_NODES,            /* children that the adoption agency may move */
};

struct builder {
    struct arena *arena;
    struct html_tokens tokens;
    struct html_node *document;
    enum html_mode mode;
    enum html_mode original_mode;
    enum html_mode template_modes[LIMIT_HTML_DEPTH];
    size_t n_template_modes;
    struct html_node *open[OPEN_MAX]; /* the stack of open elements */
    size_t n_open;
    struct html_node *active[ACTIVE_MAX]; /* active formatting elements; NULL is a marker */
    size_t n_active;
    struct html_node *context; /* of a fragment, else NULL */
    struct html_node *head;
    struct html_node *form;
    struct html_token *pending; /* table text that waits for what follows it */
    size_t n_pending;
    size_t pending_room;
    size_t n_too_deep; /* start tags left out for depth and not yet closed */
    size_t n_nodes;
    size_t n_moves;
    bool is_quirky;
    bool is_frameset_ok;
    bool is_fostering;
    bool skips_newline; /* the next token's, behind pre, listing and textarea */
    bool is_over;       /* a limit was met */
};

/* Handles the token in a mode: its rules, whatever the current mode is. */
void html_build(struct builder *builder, enum html_mode mode, const struct html_token *token);

/* --- one for each mode or group of modes --- */

void build_initial(struct builder *builder, const struct html_token *token);
void build_before_html(struct builder *builder, const struct html_token *token);
void build_before_head(struct builder *builder, const struct html_token *token);
void build_in_head(struct builder *builder, const struct html_token *token);
void build_in_head_noscript(struct builder *builder, const struct html_token *token);
void build_after_head(struct builder *builder, const struct html_token *token);
void build_in_body(struct builder *builder, const struct html_token *token);
void build_text(struct builder *builder, const struct html_token *token);
void build_in_table(struct builder *builder, const struct html_token *token);
void build_in_table_text(struct builder *builder, const struct html_token *token);
void build_in_caption(struct builder *builder, const struct html_token *token);
void build_in_column_group(struct builder *builder, const struct html_token *token);
void build_in_table_body(struct builder *builder, const struct html_token *token);
void build_in_row(struct builder *builder, const struct html_token *token);
void build_in_cell(struct builder *builder, const struct html_token *token);
void build_in_template(struct builder *builder, const struct html_token *token);
void build_after_body(struct builder *builder, const struct html_token *token);
void build_in_frameset(struct builder *builder, const struct html_token *token);
void build_after_frameset(struct builder *builder, const struct html_token *token);
void build_after_after(struct builder *builder, const struct html_token *token);
void build_foreign(struct builder *builder, const struct html_token *token);

/* --- steps that modes share; each does what the standard's step of that name does --- */

/* in_head.c */
void build_close_template(struct builder *builder);
void build_raw_text(struct builder *builder,
                    const struct html_token *token,
                    enum html_content content);

/* in_body_start.c */
void build_in_body_start(struct builder *builder, const struct html_token *token);

/* in_body.c */
void build_body_text(struct builder *builder, const struct html_token *token);
void build_any_other_end(struct builder *builder, const struct html_token *token);
void build_close_p(struct builder *builder);

/* adoption.c */
void build_adoption(struct builder *builder, const struct html_token *token);

/* foreign.c */
void build_foreign_element(struct builder *builder,
                           const struct html_token *token,
                           enum html_space space);
bool build_is_foreign(const struct builder *builder, const struct html_token *token);

#endif
