#ifndef TEXT_HTML5_STACK_H
#define TEXT_HTML5_STACK_H

/* The stack of open elements, the list of active formatting elements, and
 * putting nodes into the tree, in the HTML standard's own words. */

#include "text/html5/builder.h"

/* The current node; NULL before html. */
struct html_node *stack_current(const struct builder *builder);

/* The current node, or a fragment's context where only html is open. */
struct html_node *stack_adjusted(const struct builder *builder);

void stack_push(struct builder *builder, struct html_node *node);
void stack_pop(struct builder *builder);
void stack_pop_until(struct builder *builder, enum html_tag tag); /* that one too */
void stack_pop_until_node(struct builder *builder, const struct html_node *node);

/* Pops down to one of these, which stays: "clear the stack back to ...". */
void stack_clear_to(struct builder *builder, const enum html_tag *tags, size_t n);
void stack_remove(struct builder *builder, const struct html_node *node);

/* Where it stands on the stack; OPEN_MAX when it does not. */
size_t stack_find(const struct builder *builder, const struct html_node *node);
bool stack_has(const struct builder *builder, enum html_tag tag);

enum html_scope { SCOPE_DEFAULT, SCOPE_LIST, SCOPE_BUTTON, SCOPE_TABLE };
bool stack_in_scope(const struct builder *builder, enum html_tag tag, enum html_scope scope);
bool stack_heading_in_scope(const struct builder *builder);
bool stack_node_in_scope(const struct builder *builder, const struct html_node *node);

/* Of category "special", in any namespace. */
bool stack_is_special(const struct html_node *node);

void stack_generate_implied_ends(struct builder *builder, enum html_tag but);
void stack_generate_all_implied_ends(struct builder *builder);
void stack_reset_mode(struct builder *builder);

/* --- formatting --- */

void active_push(struct builder *builder, struct html_node *node);
void active_push_marker(struct builder *builder);
void active_clear_to_marker(struct builder *builder);
size_t active_find(const struct builder *builder,
                   const struct html_node *node); /* ACTIVE_MAX: no */
void active_remove(struct builder *builder, const struct html_node *node);

/* The last one of that tag behind the last marker, or NULL. */
struct html_node *active_last(const struct builder *builder, enum html_tag tag);
void active_reconstruct(struct builder *builder);

/* --- the tree --- */

/* An element for the token, in no tree yet. */
struct html_node *
place_create(struct builder *builder, const struct html_token *token, enum html_space space);

/* The same again: for formatting that is opened again. */
struct html_node *place_clone(struct builder *builder, const struct html_node *node);

/* At the appropriate place for inserting a node, as the current node's child
 * unless a table fosters it; `target` may be NULL. */
void place_node(struct builder *builder, struct html_node *node, struct html_node *target);

/* Creates, places and pushes. */
struct html_node *place_element(struct builder *builder, const struct html_token *token);

/* The same for an element that the text does not say. */
struct html_node *place_implied(struct builder *builder, enum html_tag tag);

/* Creates and places without leaving it open. */
void place_void(struct builder *builder, const struct html_token *token);

void place_text(struct builder *builder, struct str text);
void place_comment(struct builder *builder, struct str text, struct html_node *parent);

#endif
