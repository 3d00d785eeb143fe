#include "capture/phrases.h"

#include "capture/letters.h"

#include "base/utf8.h"

#define N_OF(array) (sizeof(array) / sizeof((array)[0]))

enum match {
    MATCH_WHOLE, /* the line is the phrase, punctuation at its end aside */
    MATCH_OPENS, /* the line, of any length, begins with it */
    MATCH_SHORT, /* a line of at most eight words begins with it */
};

struct rule {
    enum furniture furniture;
    enum match match;
    struct str phrase;
};

/* clang-format off */
static const struct rule rules[] = {
    /* boxes for comments and likes */
    {FURNITURE_STOP, MATCH_WHOLE, STR_INIT("post a comment")},
    {FURNITURE_STOP, MATCH_WHOLE, STR_INIT("post comment")},
    {FURNITURE_STOP, MATCH_WHOLE, STR_INIT("add a comment")},
    {FURNITURE_STOP, MATCH_WHOLE, STR_INIT("write a comment")},
    {FURNITURE_STOP, MATCH_SHORT, STR_INIT("leave a comment")},
    {FURNITURE_STOP, MATCH_SHORT, STR_INIT("leave a reply")},
    {FURNITURE_STOP, MATCH_OPENS, STR_INIT("be the first to like")},
    {FURNITURE_STOP, MATCH_OPENS, STR_INIT("be the first to comment")},
    {FURNITURE_STOP, MATCH_SHORT, STR_INIT("join the conversation")},
    {FURNITURE_STOP, MATCH_SHORT, STR_INIT("join the discussion")},
    {FURNITURE_STOP, MATCH_SHORT, STR_INIT("log in to comment")},
    {FURNITURE_STOP, MATCH_SHORT, STR_INIT("sign in to comment")},
    {FURNITURE_STOP, MATCH_OPENS, STR_INIT("you must be logged in to")},
    {FURNITURE_STOP, MATCH_OPENS, STR_INIT("your email address will not be published")},
    {FURNITURE_STOP, MATCH_SHORT, STR_INIT("no comments yet")},
    {FURNITURE_STOP, MATCH_SHORT, STR_INIT("view comments")},
    {FURNITURE_STOP, MATCH_SHORT, STR_INIT("show comments")},
    {FURNITURE_STOP, MATCH_SHORT, STR_INIT("tinggalkan komen")},
    {FURNITURE_STOP, MATCH_SHORT, STR_INIT("tinggalkan balasan")},
    {FURNITURE_STOP, MATCH_SHORT, STR_INIT("tulis komen")},
    {FURNITURE_STOP, MATCH_SHORT, STR_INIT("hantar komen")},
    {FURNITURE_STOP, MATCH_SHORT, STR_INIT("发表评论")},
    {FURNITURE_STOP, MATCH_SHORT, STR_INIT("我要评论")},
    {FURNITURE_STOP, MATCH_SHORT, STR_INIT("网友评论")},
    {FURNITURE_STOP, MATCH_SHORT, STR_INIT("登录后评论")},
    {FURNITURE_STOP, MATCH_SHORT, STR_INIT("發表評論")},
    {FURNITURE_STOP, MATCH_SHORT, STR_INIT("أضف تعليق")},
    {FURNITURE_STOP, MATCH_SHORT, STR_INIT("اترك تعليق")},
    {FURNITURE_STOP, MATCH_SHORT, STR_INIT("kommentar schreiben")},
    {FURNITURE_STOP, MATCH_SHORT, STR_INIT("laisser un commentaire")},
    {FURNITURE_STOP, MATCH_SHORT, STR_INIT("deja un comentario")},
    {FURNITURE_WEAK_STOP, MATCH_WHOLE, STR_INIT("discussion")},
    {FURNITURE_WEAK_STOP, MATCH_WHOLE, STR_INIT("discussions")},
    {FURNITURE_WEAK_STOP, MATCH_WHOLE, STR_INIT("comments")},
    {FURNITURE_WEAK_STOP, MATCH_WHOLE, STR_INIT("comment")},
    {FURNITURE_WEAK_STOP, MATCH_WHOLE, STR_INIT("responses")},
    {FURNITURE_WEAK_STOP, MATCH_WHOLE, STR_INIT("komen")},
    {FURNITURE_WEAK_STOP, MATCH_WHOLE, STR_INIT("komentar")},
    {FURNITURE_WEAK_STOP, MATCH_WHOLE, STR_INIT("评论")},
    {FURNITURE_WEAK_STOP, MATCH_WHOLE, STR_INIT("評論")},
    {FURNITURE_WEAK_STOP, MATCH_WHOLE, STR_INIT("التعليقات")},
    {FURNITURE_WEAK_STOP, MATCH_WHOLE, STR_INIT("kommentare")},
    {FURNITURE_WEAK_STOP, MATCH_WHOLE, STR_INIT("commentaires")},
    {FURNITURE_WEAK_STOP, MATCH_WHOLE, STR_INIT("comentarios")},

    /* what to read next */
    {FURNITURE_BOX, MATCH_WHOLE, STR_INIT("related articles")},
    {FURNITURE_BOX, MATCH_WHOLE, STR_INIT("related article")},
    {FURNITURE_BOX, MATCH_WHOLE, STR_INIT("related stories")},
    {FURNITURE_BOX, MATCH_WHOLE, STR_INIT("related posts")},
    {FURNITURE_BOX, MATCH_WHOLE, STR_INIT("related news")},
    {FURNITURE_BOX, MATCH_WHOLE, STR_INIT("related topics")},
    {FURNITURE_BOX, MATCH_WHOLE, STR_INIT("related content")},
    {FURNITURE_BOX, MATCH_SHORT, STR_INIT("you may also like")},
    {FURNITURE_BOX, MATCH_SHORT, STR_INIT("you might also like")},
    {FURNITURE_BOX, MATCH_SHORT, STR_INIT("recommended for you")},
    {FURNITURE_BOX, MATCH_WHOLE, STR_INIT("recommended articles")},
    {FURNITURE_BOX, MATCH_WHOLE, STR_INIT("recommended stories")},
    {FURNITURE_BOX, MATCH_WHOLE, STR_INIT("more from this section")},
    {FURNITURE_BOX, MATCH_WHOLE, STR_INIT("more stories")},
    {FURNITURE_BOX, MATCH_WHOLE, STR_INIT("more on this topic")},
    {FURNITURE_BOX, MATCH_WHOLE, STR_INIT("more on this story")},
    {FURNITURE_BOX, MATCH_WHOLE, STR_INIT("more from")},
    {FURNITURE_BOX, MATCH_WHOLE, STR_INIT("explore more on these topics")},
    {FURNITURE_BOX, MATCH_WHOLE, STR_INIT("most viewed")},
    {FURNITURE_LINE, MATCH_WHOLE, STR_INIT("reuse this content")},
    {FURNITURE_BOX, MATCH_WHOLE, STR_INIT("see also")},
    {FURNITURE_BOX, MATCH_WHOLE, STR_INIT("baca juga")},
    {FURNITURE_BOX, MATCH_WHOLE, STR_INIT("latest news")},
    {FURNITURE_BOX, MATCH_WHOLE, STR_INIT("top stories")},
    {FURNITURE_BOX, MATCH_WHOLE, STR_INIT("editor's picks")},
    {FURNITURE_BOX, MATCH_WHOLE, STR_INIT("most read")},
    {FURNITURE_BOX, MATCH_WHOLE, STR_INIT("most popular")},
    {FURNITURE_BOX, MATCH_WHOLE, STR_INIT("popular posts")},
    {FURNITURE_BOX, MATCH_WHOLE, STR_INIT("trending now")},
    {FURNITURE_BOX, MATCH_WHOLE, STR_INIT("around the web")},
    {FURNITURE_BOX, MATCH_WHOLE, STR_INIT("berita berkaitan")},
    {FURNITURE_BOX, MATCH_WHOLE, STR_INIT("artikel berkaitan")},
    {FURNITURE_BOX, MATCH_WHOLE, STR_INIT("artikel terkait")},
    {FURNITURE_BOX, MATCH_WHOLE, STR_INIT("berita terkait")},
    {FURNITURE_BOX, MATCH_WHOLE, STR_INIT("berita lain")},
    {FURNITURE_BOX, MATCH_WHOLE, STR_INIT("paling popular")},
    {FURNITURE_BOX, MATCH_WHOLE, STR_INIT("相关新闻")},
    {FURNITURE_BOX, MATCH_WHOLE, STR_INIT("相关阅读")},
    {FURNITURE_BOX, MATCH_WHOLE, STR_INIT("相关文章")},
    {FURNITURE_BOX, MATCH_WHOLE, STR_INIT("延伸阅读")},
    {FURNITURE_BOX, MATCH_WHOLE, STR_INIT("推荐阅读")},
    {FURNITURE_BOX, MATCH_WHOLE, STR_INIT("热门新闻")},
    {FURNITURE_BOX, MATCH_WHOLE, STR_INIT("相關新聞")},
    {FURNITURE_BOX, MATCH_WHOLE, STR_INIT("مواضيع ذات صلة")},
    {FURNITURE_BOX, MATCH_WHOLE, STR_INIT("أخبار ذات صلة")},
    {FURNITURE_BOX, MATCH_WHOLE, STR_INIT("اقرأ المزيد")},
    {FURNITURE_BOX, MATCH_WHOLE, STR_INIT("الأكثر قراءة")},
    {FURNITURE_BOX, MATCH_WHOLE, STR_INIT("articles liés")},
    {FURNITURE_BOX, MATCH_WHOLE, STR_INIT("verwandte artikel")},
    {FURNITURE_BOX, MATCH_WHOLE, STR_INIT("das könnte sie auch interessieren")},
    {FURNITURE_BOX, MATCH_WHOLE, STR_INIT("artículos relacionados")},
    {FURNITURE_LINE, MATCH_OPENS, STR_INIT("read also:")},
    {FURNITURE_LINE, MATCH_OPENS, STR_INIT("also read:")},
    {FURNITURE_LINE, MATCH_OPENS, STR_INIT("read more:")},
    {FURNITURE_LINE, MATCH_OPENS, STR_INIT("see also:")},
    {FURNITURE_LINE, MATCH_OPENS, STR_INIT("read next:")},
    {FURNITURE_LINE, MATCH_OPENS, STR_INIT("baca juga:")},
    {FURNITURE_LINE, MATCH_OPENS, STR_INIT("baca lagi:")},
    {FURNITURE_LINE, MATCH_OPENS, STR_INIT("lire aussi")},
    {FURNITURE_LINE, MATCH_OPENS, STR_INIT("lesen sie auch:")},
    {FURNITURE_LINE, MATCH_OPENS, STR_INIT("lea también:")},
    {FURNITURE_LINE, MATCH_OPENS, STR_INIT("相关阅读：")},
    {FURNITURE_LINE, MATCH_OPENS, STR_INIT("延伸阅读：")},
    {FURNITURE_LINE, MATCH_OPENS, STR_INIT("اقرأ أيضا")},
    {FURNITURE_LINE, MATCH_OPENS, STR_INIT("اقرأ أيضاً")},
    {FURNITURE_LINE, MATCH_WHOLE, STR_INIT("read more")},
    {FURNITURE_LINE, MATCH_WHOLE, STR_INIT("read also")},
    {FURNITURE_LINE, MATCH_WHOLE, STR_INIT("continue reading")},
    {FURNITURE_LINE, MATCH_WHOLE, STR_INIT("continue reading below")},
    {FURNITURE_LINE, MATCH_WHOLE, STR_INIT("story continues below")},
    {FURNITURE_LINE, MATCH_WHOLE, STR_INIT("article continues below")},

    /* sharing, following, paying */
    {FURNITURE_LINE, MATCH_WHOLE, STR_INIT("share")},
    {FURNITURE_LINE, MATCH_WHOLE, STR_INIT("share this")},
    {FURNITURE_LINE, MATCH_SHORT, STR_INIT("share this ")},
    {FURNITURE_LINE, MATCH_SHORT, STR_INIT("share on ")},
    {FURNITURE_LINE, MATCH_SHORT, STR_INIT("share via ")},
    {FURNITURE_LINE, MATCH_WHOLE, STR_INIT("tweet")},
    {FURNITURE_LINE, MATCH_WHOLE, STR_INIT("facebook")},
    {FURNITURE_LINE, MATCH_WHOLE, STR_INIT("twitter")},
    {FURNITURE_LINE, MATCH_WHOLE, STR_INIT("whatsapp")},
    {FURNITURE_LINE, MATCH_WHOLE, STR_INIT("telegram")},
    {FURNITURE_LINE, MATCH_WHOLE, STR_INIT("linkedin")},
    {FURNITURE_LINE, MATCH_WHOLE, STR_INIT("pinterest")},
    {FURNITURE_LINE, MATCH_WHOLE, STR_INIT("email")},
    {FURNITURE_LINE, MATCH_WHOLE, STR_INIT("print")},
    {FURNITURE_LINE, MATCH_WHOLE, STR_INIT("copy link")},
    {FURNITURE_LINE, MATCH_WHOLE, STR_INIT("save")},
    {FURNITURE_LINE, MATCH_WHOLE, STR_INIT("follow")},
    {FURNITURE_LINE, MATCH_SHORT, STR_INIT("follow us")},
    {FURNITURE_LINE, MATCH_WHOLE, STR_INIT("like")},
    {FURNITURE_LINE, MATCH_WHOLE, STR_INIT("reply")},
    {FURNITURE_LINE, MATCH_WHOLE, STR_INIT("subscribe")},
    {FURNITURE_LINE, MATCH_WHOLE, STR_INIT("subscribe now")},
    {FURNITURE_LINE, MATCH_SHORT, STR_INIT("subscribe to our")},
    {FURNITURE_LINE, MATCH_SHORT, STR_INIT("sign up for")},
    {FURNITURE_LINE, MATCH_OPENS, STR_INIT("sign up for our newsletter")},
    {FURNITURE_LINE, MATCH_OPENS, STR_INIT("sign up to our")},
    {FURNITURE_LINE, MATCH_OPENS, STR_INIT("subscribe to our")},
    {FURNITURE_LINE, MATCH_OPENS, STR_INIT("follow us on")},
    {FURNITURE_LINE, MATCH_OPENS, STR_INIT("join our ")},
    {FURNITURE_LINE, MATCH_OPENS, STR_INIT("download our app")},
    {FURNITURE_LINE, MATCH_OPENS, STR_INIT("get the latest news")},
    {FURNITURE_LINE, MATCH_OPENS, STR_INIT("ikuti kami di")},
    {FURNITURE_LINE, MATCH_OPENS, STR_INIT("扫一扫")},
    {FURNITURE_LINE, MATCH_OPENS, STR_INIT("关注我们")},
    {FURNITURE_LINE, MATCH_SHORT, STR_INIT("listen to this article")},
    {FURNITURE_LINE, MATCH_WHOLE, STR_INIT("kongsi")},
    {FURNITURE_LINE, MATCH_WHOLE, STR_INIT("bagikan")},
    {FURNITURE_LINE, MATCH_SHORT, STR_INIT("kongsi artikel")},
    {FURNITURE_LINE, MATCH_SHORT, STR_INIT("ikuti kami")},
    {FURNITURE_LINE, MATCH_WHOLE, STR_INIT("分享")},
    {FURNITURE_LINE, MATCH_WHOLE, STR_INIT("分享到")},
    {FURNITURE_LINE, MATCH_SHORT, STR_INIT("分享到：")},
    {FURNITURE_LINE, MATCH_WHOLE, STR_INIT("收藏")},
    {FURNITURE_LINE, MATCH_WHOLE, STR_INIT("点赞")},
    {FURNITURE_LINE, MATCH_WHOLE, STR_INIT("打印")},
    {FURNITURE_LINE, MATCH_WHOLE, STR_INIT("مشاركة")},
    {FURNITURE_LINE, MATCH_WHOLE, STR_INIT("شارك")},
    {FURNITURE_LINE, MATCH_WHOLE, STR_INIT("طباعة")},
    {FURNITURE_LINE, MATCH_WHOLE, STR_INIT("teilen")},
    {FURNITURE_LINE, MATCH_WHOLE, STR_INIT("partager")},
    {FURNITURE_LINE, MATCH_WHOLE, STR_INIT("compartir")},

    /* the page itself */
    {FURNITURE_LINE, MATCH_WHOLE, STR_INIT("home")},
    {FURNITURE_LINE, MATCH_WHOLE, STR_INIT("menu")},
    {FURNITURE_LINE, MATCH_WHOLE, STR_INIT("search")},
    {FURNITURE_LINE, MATCH_WHOLE, STR_INIT("log in")},
    {FURNITURE_LINE, MATCH_WHOLE, STR_INIT("login")},
    {FURNITURE_LINE, MATCH_WHOLE, STR_INIT("sign in")},
    {FURNITURE_LINE, MATCH_WHOLE, STR_INIT("sign up")},
    {FURNITURE_LINE, MATCH_WHOLE, STR_INIT("register")},
    {FURNITURE_LINE, MATCH_SHORT, STR_INIT("skip to ")},
    {FURNITURE_LINE, MATCH_WHOLE, STR_INIT("about us")},
    {FURNITURE_LINE, MATCH_WHOLE, STR_INIT("contact us")},
    {FURNITURE_LINE, MATCH_WHOLE, STR_INIT("privacy policy")},
    {FURNITURE_LINE, MATCH_WHOLE, STR_INIT("terms of use")},
    {FURNITURE_LINE, MATCH_WHOLE, STR_INIT("terms of service")},
    {FURNITURE_LINE, MATCH_WHOLE, STR_INIT("advertisement")},
    {FURNITURE_LINE, MATCH_WHOLE, STR_INIT("advertisements")},
    {FURNITURE_LINE, MATCH_WHOLE, STR_INIT("iklan")},
    {FURNITURE_LINE, MATCH_WHOLE, STR_INIT("anzeige")},
    {FURNITURE_LINE, MATCH_WHOLE, STR_INIT("publicité")},
    {FURNITURE_LINE, MATCH_WHOLE, STR_INIT("publicidad")},
    {FURNITURE_LINE, MATCH_WHOLE, STR_INIT("广告")},
    {FURNITURE_LINE, MATCH_WHOLE, STR_INIT("إعلان")},
    {FURNITURE_LINE, MATCH_WHOLE, STR_INIT("laman utama")},
    {FURNITURE_LINE, MATCH_WHOLE, STR_INIT("utama")},
    {FURNITURE_LINE, MATCH_WHOLE, STR_INIT("beranda")},
    {FURNITURE_LINE, MATCH_WHOLE, STR_INIT("首页")},
    {FURNITURE_LINE, MATCH_WHOLE, STR_INIT("首頁")},
    {FURNITURE_LINE, MATCH_WHOLE, STR_INIT("登录")},
    {FURNITURE_LINE, MATCH_WHOLE, STR_INIT("注册")},
    {FURNITURE_LINE, MATCH_WHOLE, STR_INIT("الرئيسية")},
    {FURNITURE_LINE, MATCH_WHOLE, STR_INIT("startseite")},
    {FURNITURE_LINE, MATCH_WHOLE, STR_INIT("accueil")},
    {FURNITURE_LINE, MATCH_WHOLE, STR_INIT("inicio")},
    {FURNITURE_LINE, MATCH_OPENS, STR_INIT("we use cookies")},
    {FURNITURE_LINE, MATCH_OPENS, STR_INIT("this site uses cookies")},
    {FURNITURE_LINE, MATCH_OPENS, STR_INIT("this website uses cookies")},
    {FURNITURE_LINE, MATCH_OPENS, STR_INIT("by continuing to use this site")},
    {FURNITURE_LINE, MATCH_OPENS, STR_INIT("laman web ini menggunakan kuki")},
    {FURNITURE_LINE, MATCH_OPENS, STR_INIT("diese website verwendet cookies")},
    {FURNITURE_LINE, MATCH_WHOLE, STR_INIT("accept")},
    {FURNITURE_LINE, MATCH_WHOLE, STR_INIT("accept all")},
    {FURNITURE_LINE, MATCH_WHOLE, STR_INIT("accept cookies")},
    {FURNITURE_LINE, MATCH_WHOLE, STR_INIT("back to top")},
    {FURNITURE_LINE, MATCH_WHOLE, STR_INIT("previous")},
    {FURNITURE_LINE, MATCH_WHOLE, STR_INIT("next")},
    {FURNITURE_STOP, MATCH_OPENS, STR_INIT("copyright ©")},
    {FURNITURE_STOP, MATCH_OPENS, STR_INIT("all rights reserved")},
};

/* The words that may stand beside the numbers of a counter. */
static const struct str units[] = {
    STR_INIT("like"), STR_INIT("likes"), STR_INIT("comment"), STR_INIT("comments"),
    STR_INIT("share"), STR_INIT("shares"), STR_INIT("view"), STR_INIT("views"),
    STR_INIT("follower"), STR_INIT("followers"), STR_INIT("following"), STR_INIT("post"),
    STR_INIT("posts"), STR_INIT("reply"), STR_INIT("replies"), STR_INIT("min"), STR_INIT("mins"),
    STR_INIT("minute"), STR_INIT("minutes"), STR_INIT("read"), STR_INIT("reads"),
    STR_INIT("retweets"), STR_INIT("reposts"), STR_INIT("claps"), STR_INIT("showing"),
    STR_INIT("of"), STR_INIT("people"), STR_INIT("this"), STR_INIT("liked"), STR_INIT("upvotes"),
    STR_INIT("votes"), STR_INIT("points"), STR_INIT("hours"), STR_INIT("days"), STR_INIT("hour"),
    STR_INIT("day"), STR_INIT("ago"), STR_INIT("suka"), STR_INIT("komen"), STR_INIT("kongsi"),
    STR_INIT("tontonan"), STR_INIT("komentar"), STR_INIT("pengikut"), STR_INIT("minit"),
    STR_INIT("bacaan"), STR_INIT("jam"), STR_INIT("lalu"), STR_INIT("条评论"), STR_INIT("评论"),
    STR_INIT("阅读"), STR_INIT("次阅读"), STR_INIT("点赞"), STR_INIT("分享"), STR_INIT("收藏"),
    STR_INIT("赞"), STR_INIT("浏览"), STR_INIT("次浏览"), STR_INIT("تعليق"), STR_INIT("تعليقات"),
    STR_INIT("مشاركة"), STR_INIT("مشاهدة"), STR_INIT("إعجاب"), STR_INIT("k"), STR_INIT("m"),
};
/* clang-format on */

static bool is_mark(uint32_t code)
{
    return code == '.' || code == ':' || code == '!' || code == 0x2026 || code == 0xFF1A ||
           code == '>' || code == 0xBB || code == 0x203A || code == '+' || code == '|';
}

/* Without marks and spaces at the end. */
static struct str trim_marks(struct str s)
{
    s = letters_trim(s);
    while (s.len > 0 && is_mark(letters_last(s))) {
        char bytes[4];
        s.len -= utf8_encode(letters_last(s), bytes);
        s = letters_trim(s);
    }
    return s;
}

static bool rule_holds(const struct rule *rule, struct str line, struct str bare, size_t n_words)
{
    switch (rule->match) {
    case MATCH_WHOLE:
        return str_eq_folded(bare, rule->phrase);
    case MATCH_OPENS:
        return str_starts_with_folded(line, rule->phrase);
    case MATCH_SHORT:
        return n_words <= 8 && str_starts_with_folded(line, rule->phrase);
    }
    return false;
}

/* A number as counters write it: digits with marks, a K or an M behind. */
static bool is_number(struct str word)
{
    size_t n_digits = 0;
    for (size_t i = 0; i < word.len; i++) {
        char c = word.ptr[i];
        bool is_unit = i + 1 == word.len && (char_lower(c) == 'k' || char_lower(c) == 'm');
        if (!char_is_digit(c) && !(c == ',' || c == '.' || c == '+' || is_unit))
            return false;
        n_digits += char_is_digit(c);
    }
    return n_digits > 0;
}

static bool is_unit(struct str word)
{
    for (size_t i = 0; i < N_OF(units); i++) {
        if (str_eq_folded(units[i], word))
            return true;
    }
    return false;
}

/* Digits glued to their unit: "12条评论". */
static bool is_number_with_unit(struct str word)
{
    size_t n = 0;
    while (n < word.len && char_is_digit(word.ptr[n]))
        n++;
    return n > 0 && is_unit(str_skip(word, n));
}

static bool is_counter(struct str line)
{
    struct str word = {0};
    size_t n_numbers = 0;
    if (line.len > 80)
        return false;
    while (letters_take_word(&line, &word)) {
        bool is_count = is_number(word) || is_number_with_unit(word);
        n_numbers += is_count;
        if (!is_count && !is_unit(trim_marks(word)) && letters_words(word) > 0)
            return false;
    }
    return n_numbers > 0;
}

enum furniture furniture_of(struct str line)
{
    struct str bare = trim_marks(line);
    size_t n_words = line.len < 400 ? letters_words(line) : SIZE_MAX;
    for (size_t i = 0; i < N_OF(rules); i++) {
        if (rule_holds(&rules[i], line, bare, n_words))
            return rules[i].furniture;
    }
    return is_counter(line) ? FURNITURE_COUNTER : FURNITURE_NONE;
}
