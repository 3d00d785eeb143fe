/* svg and math inside of HTML. */

#include "text/html5/stack.h"

struct spelling {
    struct str lower;
    struct str right;
};

/* Names of svg elements that are not all lower case. */
static const struct spelling svg_elements[] = {
    {STR_INIT("altglyph"), STR_INIT("altGlyph")},
    {STR_INIT("altglyphdef"), STR_INIT("altGlyphDef")},
    {STR_INIT("altglyphitem"), STR_INIT("altGlyphItem")},
    {STR_INIT("animatecolor"), STR_INIT("animateColor")},
    {STR_INIT("animatemotion"), STR_INIT("animateMotion")},
    {STR_INIT("animatetransform"), STR_INIT("animateTransform")},
    {STR_INIT("clippath"), STR_INIT("clipPath")},
    {STR_INIT("feblend"), STR_INIT("feBlend")},
    {STR_INIT("fecolormatrix"), STR_INIT("feColorMatrix")},
    {STR_INIT("fecomponenttransfer"), STR_INIT("feComponentTransfer")},
    {STR_INIT("fecomposite"), STR_INIT("feComposite")},
    {STR_INIT("feconvolvematrix"), STR_INIT("feConvolveMatrix")},
    {STR_INIT("fediffuselighting"), STR_INIT("feDiffuseLighting")},
    {STR_INIT("fedisplacementmap"), STR_INIT("feDisplacementMap")},
    {STR_INIT("fedistantlight"), STR_INIT("feDistantLight")},
    {STR_INIT("fedropshadow"), STR_INIT("feDropShadow")},
    {STR_INIT("feflood"), STR_INIT("feFlood")},
    {STR_INIT("fefunca"), STR_INIT("feFuncA")},
    {STR_INIT("fefuncb"), STR_INIT("feFuncB")},
    {STR_INIT("fefuncg"), STR_INIT("feFuncG")},
    {STR_INIT("fefuncr"), STR_INIT("feFuncR")},
    {STR_INIT("fegaussianblur"), STR_INIT("feGaussianBlur")},
    {STR_INIT("feimage"), STR_INIT("feImage")},
    {STR_INIT("femerge"), STR_INIT("feMerge")},
    {STR_INIT("femergenode"), STR_INIT("feMergeNode")},
    {STR_INIT("femorphology"), STR_INIT("feMorphology")},
    {STR_INIT("feoffset"), STR_INIT("feOffset")},
    {STR_INIT("fepointlight"), STR_INIT("fePointLight")},
    {STR_INIT("fespecularlighting"), STR_INIT("feSpecularLighting")},
    {STR_INIT("fespotlight"), STR_INIT("feSpotLight")},
    {STR_INIT("fetile"), STR_INIT("feTile")},
    {STR_INIT("feturbulence"), STR_INIT("feTurbulence")},
    {STR_INIT("foreignobject"), STR_INIT("foreignObject")},
    {STR_INIT("glyphref"), STR_INIT("glyphRef")},
    {STR_INIT("lineargradient"), STR_INIT("linearGradient")},
    {STR_INIT("radialgradient"), STR_INIT("radialGradient")},
    {STR_INIT("textpath"), STR_INIT("textPath")},
};

/* The right spelling of svg attributes: those whose lower case is not right. */
static const struct str svg_attributes[] = {
    STR_INIT("attributeName"),
    STR_INIT("attributeType"),
    STR_INIT("baseFrequency"),
    STR_INIT("baseProfile"),
    STR_INIT("calcMode"),
    STR_INIT("clipPathUnits"),
    STR_INIT("diffuseConstant"),
    STR_INIT("edgeMode"),
    STR_INIT("filterUnits"),
    STR_INIT("glyphRef"),
    STR_INIT("gradientTransform"),
    STR_INIT("gradientUnits"),
    STR_INIT("kernelMatrix"),
    STR_INIT("kernelUnitLength"),
    STR_INIT("keyPoints"),
    STR_INIT("keySplines"),
    STR_INIT("keyTimes"),
    STR_INIT("lengthAdjust"),
    STR_INIT("limitingConeAngle"),
    STR_INIT("markerHeight"),
    STR_INIT("markerUnits"),
    STR_INIT("markerWidth"),
    STR_INIT("maskContentUnits"),
    STR_INIT("maskUnits"),
    STR_INIT("numOctaves"),
    STR_INIT("pathLength"),
    STR_INIT("patternContentUnits"),
    STR_INIT("patternTransform"),
    STR_INIT("patternUnits"),
    STR_INIT("pointsAtX"),
    STR_INIT("pointsAtY"),
    STR_INIT("pointsAtZ"),
    STR_INIT("preserveAlpha"),
    STR_INIT("preserveAspectRatio"),
    STR_INIT("primitiveUnits"),
    STR_INIT("refX"),
    STR_INIT("refY"),
    STR_INIT("repeatCount"),
    STR_INIT("repeatDur"),
    STR_INIT("requiredExtensions"),
    STR_INIT("requiredFeatures"),
    STR_INIT("specularConstant"),
    STR_INIT("specularExponent"),
    STR_INIT("spreadMethod"),
    STR_INIT("startOffset"),
    STR_INIT("stdDeviation"),
    STR_INIT("stitchTiles"),
    STR_INIT("surfaceScale"),
    STR_INIT("systemLanguage"),
    STR_INIT("tableValues"),
    STR_INIT("targetX"),
    STR_INIT("targetY"),
    STR_INIT("textLength"),
    STR_INIT("viewBox"),
    STR_INIT("viewTarget"),
    STR_INIT("xChannelSelector"),
    STR_INIT("yChannelSelector"),
    STR_INIT("zoomAndPan"),
};

static struct str right_attribute(struct str name, enum html_space space)
{
    if (space == HTML_SPACE_MATHML)
        return str_eq(name, STR("definitionurl")) ? STR("definitionURL") : name;
    for (size_t i = 0; i < N_OF(svg_attributes); i++) {
        if (str_eq_folded(svg_attributes[i], name))
            return svg_attributes[i];
    }
    return name;
}

static struct str right_element(struct str name)
{
    for (size_t i = 0; i < N_OF(svg_elements); i++) {
        if (str_eq(svg_elements[i].lower, name))
            return svg_elements[i].right;
    }
    return name;
}

void build_foreign_element(struct builder *builder,
                           const struct html_token *token,
                           enum html_space space)
{
    struct html_node *node = place_create(builder, token, space);
    if (space == HTML_SPACE_SVG)
        node->name = right_element(token->name);
    if (token->n_attributes > 0) {
        struct html_attribute *attributes =
            arena_array(builder->arena, struct html_attribute, token->n_attributes);
        for (uint32_t i = 0; i < token->n_attributes; i++) {
            attributes[i] = token->attributes[i];
            attributes[i].name = right_attribute(attributes[i].name, space);
        }
        node->u.attributes = attributes;
    }
    place_node(builder, node, NULL);
    if (!token->is_self_closing)
        stack_push(builder, node);
}

/* --- which rules a token follows ------------------------------------------- */

static bool is_mathml_text_point(const struct html_node *node)
{
    return node->space == HTML_SPACE_MATHML &&
           (node->tag == HTML_TAG_MI || node->tag == HTML_TAG_MO || node->tag == HTML_TAG_MN ||
            node->tag == HTML_TAG_MS || node->tag == HTML_TAG_MTEXT);
}

static bool is_annotation(const struct html_node *node)
{
    return node->space == HTML_SPACE_MATHML && node->tag == HTML_TAG_ANNOTATION_XML;
}

static bool is_html_point(const struct html_node *node)
{
    struct str encoding;
    if (node->space == HTML_SPACE_SVG)
        return node->tag == HTML_TAG_FOREIGNOBJECT || node->tag == HTML_TAG_DESC ||
               node->tag == HTML_TAG_TITLE;
    return is_annotation(node) && html_attribute(node, "encoding", &encoding) == OK &&
           (str_eq_folded(encoding, STR("text/html")) ||
            str_eq_folded(encoding, STR("application/xhtml+xml")));
}

bool build_is_foreign(const struct builder *builder, const struct html_token *token)
{
    const struct html_node *node = stack_adjusted(builder);
    if (node == NULL || node->space == HTML_SPACE_HTML || token->type == HTML_TOKEN_EOF)
        return false;
    bool is_start = token->type == HTML_TOKEN_START;
    bool is_text = token->type == HTML_TOKEN_TEXT || token->type == HTML_TOKEN_NULS;
    bool is_mathml_only =
        is_start && (token->tag == HTML_TAG_MGLYPH || token->tag == HTML_TAG_MALIGNMARK);
    if (is_mathml_text_point(node) && (is_text || (is_start && !is_mathml_only)))
        return false;
    if (is_annotation(node) && is_start && token->tag == HTML_TAG_SVG)
        return false;
    return !(is_html_point(node) && (is_start || is_text));
}

/* --- the rules ------------------------------------------------------------- */

static bool breaks_out(const struct html_token *token)
{
    if (token->tag != HTML_TAG_FONT)
        return html_tag_flags(token->tag) & HTML_BREAKS_OUT;
    for (uint32_t i = 0; i < token->n_attributes; i++) {
        struct str name = token->attributes[i].name;
        if (str_eq(name, STR("color")) || str_eq(name, STR("face")) || str_eq(name, STR("size")))
            return true;
    }
    return false;
}

static void leave_foreign(struct builder *builder, const struct html_token *token)
{
    while (builder->n_open > 1) {
        const struct html_node *node = stack_current(builder);
        if (node->space == HTML_SPACE_HTML || is_mathml_text_point(node) || is_html_point(node))
            break;
        stack_pop(builder);
    }
    html_build(builder, builder->mode, token);
}

static void end_foreign(struct builder *builder, const struct html_token *token)
{
    if (token->tag == HTML_TAG_BR || token->tag == HTML_TAG_P) {
        leave_foreign(builder, token);
        return;
    }
    for (size_t i = builder->n_open; i-- > 1;) {
        const struct html_node *node = builder->open[i];
        if (node->space == HTML_SPACE_HTML) {
            html_build(builder, builder->mode, token);
            return;
        }
        if (str_eq_folded(node->name, token->name)) {
            stack_pop_until_node(builder, node);
            return;
        }
    }
}

void build_foreign(struct builder *builder, const struct html_token *token)
{
    switch (token->type) {
    case HTML_TOKEN_TEXT:
        place_text(builder, html_without_nul(builder->arena, token->text));
        for (size_t i = 0; i < token->text.len && builder->is_frameset_ok; i++)
            builder->is_frameset_ok = html_is_space(token->text.ptr[i]) || !token->text.ptr[i];
        return;
    case HTML_TOKEN_NULS:
        place_text(builder, html_without_nul(builder->arena, token->text));
        return;
    case HTML_TOKEN_COMMENT:
        place_comment(builder, token->text, NULL);
        return;
    case HTML_TOKEN_START:
        if (breaks_out(token))
            leave_foreign(builder, token);
        else
            build_foreign_element(builder, token, stack_adjusted(builder)->space);
        return;
    case HTML_TOKEN_END:
        end_foreign(builder, token);
        return;
    case HTML_TOKEN_DOCTYPE:
    case HTML_TOKEN_EOF:
        return;
    }
}
