#include "capture/vocabulary.h"

/* A word, or two that stand together with "-" between them. */
struct row {
    struct str word;
    unsigned kinds;
};

enum { MAX_WORD = 24 };

enum {
    FURNITURE = VOCABULARY_FURNITURE,
    AROUND = VOCABULARY_AROUND,
    COMMENTS = VOCABULARY_COMMENTS,
    GALLERY = VOCABULARY_GALLERY,
    LEAD = VOCABULARY_LEAD,
    CAPTION = VOCABULARY_CAPTION,
    TEASER = VOCABULARY_TEASER,
    BODY = VOCABULARY_BODY,
    DEK = VOCABULARY_DEK,
    META = VOCABULARY_META,
};

/* Sorted by bytes. */
/* clang-format off */
static const struct row rows[] = {
    {STR_INIT("a-lire"), AROUND}, {STR_INIT("a-lire-aussi"), AROUND}, {STR_INIT("abh-box"), AROUND},
    {STR_INIT("abo"), FURNITURE}, {STR_INIT("about-author"), AROUND},
    {STR_INIT("about-the-author"), AROUND}, {STR_INIT("abstract"), LEAD},
    {STR_INIT("ad"), FURNITURE}, {STR_INIT("addthis"), FURNITURE},
    {STR_INIT("addtoany"), FURNITURE}, {STR_INIT("ads"), FURNITURE},
    {STR_INIT("adsense"), FURNITURE}, {STR_INIT("advert"), FURNITURE},
    {STR_INIT("advertisement"), FURNITURE}, {STR_INIT("advertising"), FURNITURE},
    {STR_INIT("aehnliche-artikel"), AROUND}, {STR_INIT("affiliate"), FURNITURE},
    {STR_INIT("affiliate-disclosure"), AROUND}, {STR_INIT("alert"), FURNITURE},
    {STR_INIT("alerts"), FURNITURE}, {STR_INIT("also-like"), AROUND},
    {STR_INIT("also-read"), AROUND}, {STR_INIT("anleser"), LEAD}, {STR_INIT("anriss"), LEAD},
    {STR_INIT("anzeige"), FURNITURE}, {STR_INIT("anzeigen"), FURNITURE},
    {STR_INIT("app-store"), FURNITURE}, {STR_INIT("appstores"), FURNITURE},
    {STR_INIT("article-body"), BODY}, {STR_INIT("article-card"), TEASER},
    {STR_INIT("article-content"), BODY}, {STR_INIT("article-details"), META},
    {STR_INIT("article-entry"), BODY}, {STR_INIT("article-info"), META},
    {STR_INIT("article-intro"), LEAD}, {STR_INIT("article-lead"), LEAD},
    {STR_INIT("article-meta"), META}, {STR_INIT("article-subtitle"), DEK},
    {STR_INIT("article-tags"), FURNITURE}, {STR_INIT("article-teaser"), TEASER},
    {STR_INIT("article-text"), BODY}, {STR_INIT("article-tools"), FURNITURE},
    {STR_INIT("articlebody"), BODY}, {STR_INIT("articlecontent"), BODY},
    {STR_INIT("articles-lies"), AROUND}, {STR_INIT("articletext"), BODY},
    {STR_INIT("articoli-correlati"), AROUND}, {STR_INIT("artikel-info"), META},
    {STR_INIT("artikel-inhalt"), BODY}, {STR_INIT("artikel-terkait"), AROUND},
    {STR_INIT("artikel-text"), BODY}, {STR_INIT("artikelinfo"), META},
    {STR_INIT("artikeltext"), BODY}, {STR_INIT("artykul-tresc"), BODY},
    {STR_INIT("auch-interessant"), AROUND}, {STR_INIT("auctor"), META},
    {STR_INIT("auteur"), META | AROUND}, {STR_INIT("auteurs"), META},
    {STR_INIT("author"), META | AROUND}, {STR_INIT("author-about"), AROUND},
    {STR_INIT("author-area"), AROUND}, {STR_INIT("author-bio"), AROUND},
    {STR_INIT("author-box"), AROUND}, {STR_INIT("author-card"), AROUND},
    {STR_INIT("author-description"), AROUND}, {STR_INIT("author-details"), AROUND},
    {STR_INIT("author-footer"), AROUND}, {STR_INIT("author-info"), AROUND},
    {STR_INIT("author-profile"), AROUND}, {STR_INIT("author-wrap"), AROUND},
    {STR_INIT("authorbio"), AROUND}, {STR_INIT("authorbox"), AROUND},
    {STR_INIT("authorinfo"), AROUND}, {STR_INIT("authors"), META | AROUND},
    {STR_INIT("autor"), META | AROUND}, {STR_INIT("autorbox"), AROUND}, {STR_INIT("autore"), META},
    {STR_INIT("autoren"), AROUND}, {STR_INIT("autorenbox"), AROUND},
    {STR_INIT("autoreninfo"), AROUND}, {STR_INIT("baca-juga"), AROUND},
    {STR_INIT("bacajuga"), AROUND}, {STR_INIT("backlink"), FURNITURE},
    {STR_INIT("bagikan"), FURNITURE}, {STR_INIT("bajada"), LEAD}, {STR_INIT("banner"), FURNITURE},
    {STR_INIT("berita-terkait"), AROUND}, {STR_INIT("berkaitan"), AROUND},
    {STR_INIT("bildergalerie"), GALLERY}, {STR_INIT("bildlegende"), CAPTION},
    {STR_INIT("bildnachweis"), CAPTION}, {STR_INIT("bildquelle"), CAPTION},
    {STR_INIT("bildtext"), CAPTION}, {STR_INIT("bildunterschrift"), CAPTION},
    {STR_INIT("bio"), AROUND}, {STR_INIT("bio-box"), AROUND}, {STR_INIT("biography"), AROUND},
    {STR_INIT("biography-box"), AROUND}, {STR_INIT("blog-content"), BODY},
    {STR_INIT("blogpost-content"), BODY}, {STR_INIT("body-text"), BODY},
    {STR_INIT("bodytext"), BODY}, {STR_INIT("bookmark"), FURNITURE},
    {STR_INIT("bookmarks"), FURNITURE}, {STR_INIT("bottombar"), FURNITURE},
    {STR_INIT("breadcrumb"), FURNITURE}, {STR_INIT("breadcrumbs"), FURNITURE},
    {STR_INIT("breadcrump"), FURNITURE}, {STR_INIT("breaking-news"), AROUND},
    {STR_INIT("brotkrumen"), FURNITURE}, {STR_INIT("buscador"), FURNITURE},
    {STR_INIT("byline"), META}, {STR_INIT("byline-share"), FURNITURE}, {STR_INIT("bylines"), META},
    {STR_INIT("call-to-action"), AROUND}, {STR_INIT("caption"), CAPTION},
    {STR_INIT("captions"), CAPTION}, {STR_INIT("card"), TEASER}, {STR_INIT("carousel"), GALLERY},
    {STR_INIT("category-label"), META}, {STR_INIT("catlinks"), FURNITURE},
    {STR_INIT("cerca"), FURNITURE}, {STR_INIT("chapeau"), LEAD}, {STR_INIT("chapo"), LEAD},
    {STR_INIT("chitayte"), AROUND}, {STR_INIT("comentario"), COMMENTS},
    {STR_INIT("comentarios"), COMMENTS}, {STR_INIT("comment"), COMMENTS},
    {STR_INIT("comment-form"), COMMENTS}, {STR_INIT("comment-list"), COMMENTS},
    {STR_INIT("commentaire"), COMMENTS}, {STR_INIT("commentaires"), COMMENTS},
    {STR_INIT("commentarea"), COMMENTS}, {STR_INIT("commentform"), COMMENTS},
    {STR_INIT("commenthead"), COMMENTS}, {STR_INIT("commenti"), COMMENTS},
    {STR_INIT("commentlist"), COMMENTS}, {STR_INIT("comments"), COMMENTS},
    {STR_INIT("comments-area"), COMMENTS}, {STR_INIT("compartilhar"), FURNITURE},
    {STR_INIT("compartilhe"), FURNITURE}, {STR_INIT("compartir"), FURNITURE},
    {STR_INIT("condividi"), FURNITURE}, {STR_INIT("connexes"), AROUND},
    {STR_INIT("consent"), AROUND}, {STR_INIT("contenu-article"), BODY},
    {STR_INIT("cookie"), AROUND}, {STR_INIT("cookiebanner"), AROUND}, {STR_INIT("cookies"), AROUND},
    {STR_INIT("copete"), LEAD}, {STR_INIT("copyright"), FURNITURE | CAPTION},
    {STR_INIT("copyright-notice"), AROUND}, {STR_INIT("corps-article"), BODY},
    {STR_INIT("correlati"), AROUND}, {STR_INIT("credit"), CAPTION}, {STR_INIT("credits"), CAPTION},
    {STR_INIT("crp-related"), AROUND}, {STR_INIT("cta"), AROUND}, {STR_INIT("cuerpo"), BODY},
    {STR_INIT("cuerpo-noticia"), BODY}, {STR_INIT("cusdis"), COMMENTS},
    {STR_INIT("czytaj-tez"), AROUND}, {STR_INIT("czytaj-wiecej"), AROUND},
    {STR_INIT("dachzeile"), META}, {STR_INIT("daodu"), LEAD}, {STR_INIT("date"), META},
    {STR_INIT("dateline-time"), META}, {STR_INIT("datetime"), META}, {STR_INIT("datum"), META},
    {STR_INIT("deck"), DEK}, {STR_INIT("dek"), DEK}, {STR_INIT("delen"), FURNITURE},
    {STR_INIT("diashow"), GALLERY}, {STR_INIT("didascalia"), CAPTION},
    {STR_INIT("disclaimer-box"), AROUND}, {STR_INIT("disclosure"), FURNITURE},
    {STR_INIT("disqus"), COMMENTS}, {STR_INIT("donate"), AROUND}, {STR_INIT("donate-box"), AROUND},
    {STR_INIT("donation"), AROUND}, {STR_INIT("donation-box"), AROUND},
    {STR_INIT("dropdown"), FURNITURE}, {STR_INIT("drucken"), FURNITURE},
    {STR_INIT("drukuj"), FURNITURE}, {STR_INIT("editorial-disclosure"), AROUND},
    {STR_INIT("editsection"), FURNITURE}, {STR_INIT("einleitung"), LEAD},
    {STR_INIT("emailsignup"), FURNITURE}, {STR_INIT("empfehlung"), AROUND},
    {STR_INIT("empfehlungen"), AROUND}, {STR_INIT("entradilla"), LEAD},
    {STR_INIT("entry-author-box"), AROUND}, {STR_INIT("entry-body"), BODY},
    {STR_INIT("entry-content"), BODY}, {STR_INIT("entry-meta"), META},
    {STR_INIT("entry-tags"), FURNITURE}, {STR_INIT("entrycontent"), BODY},
    {STR_INIT("entrytext"), BODY}, {STR_INIT("etiketten"), FURNITURE},
    {STR_INIT("etiquetas"), FURNITURE}, {STR_INIT("excerpt"), LEAD}, {STR_INIT("eyebrow"), META},
    {STR_INIT("fact-check-banner"), AROUND}, {STR_INIT("fb-comments"), COMMENTS},
    {STR_INIT("fecha"), META}, {STR_INIT("feedback"), FURNITURE},
    {STR_INIT("fenxiang"), FURNITURE}, {STR_INIT("field-name-body"), BODY},
    {STR_INIT("figcaption"), CAPTION}, {STR_INIT("firma"), META},
    {STR_INIT("follow-us"), FURNITURE}, {STR_INIT("followus"), FURNITURE},
    {STR_INIT("footer"), FURNITURE}, {STR_INIT("fubiaoti"), DEK},
    {STR_INIT("further-articles"), AROUND}, {STR_INIT("further-reading"), AROUND},
    {STR_INIT("further-topic"), AROUND}, {STR_INIT("furtherarticles"), AROUND},
    {STR_INIT("furthertopic"), AROUND}, {STR_INIT("fusszeile"), FURNITURE},
    {STR_INIT("galeria"), GALLERY}, {STR_INIT("galerie"), GALLERY}, {STR_INIT("gallery"), GALLERY},
    {STR_INIT("gdpr"), AROUND}, {STR_INIT("gerelateerd"), AROUND}, {STR_INIT("giscus"), COMMENTS},
    {STR_INIT("guanggao"), FURNITURE}, {STR_INIT("headline-description"), DEK},
    {STR_INIT("hero-text"), LEAD}, {STR_INIT("hidden"), FURNITURE},
    {STR_INIT("hinweis"), FURNITURE}, {STR_INIT("iklan"), FURNITURE},
    {STR_INIT("image-caption"), CAPTION}, {STR_INIT("image-credit"), CAPTION},
    {STR_INIT("image-description"), CAPTION}, {STR_INIT("image-subtitle"), CAPTION},
    {STR_INIT("imagedescription"), CAPTION}, {STR_INIT("img-credit"), CAPTION},
    {STR_INIT("impressum"), AROUND}, {STR_INIT("infobar"), FURNITURE}, {STR_INIT("ingres"), LEAD},
    {STR_INIT("ingress"), LEAD}, {STR_INIT("inline-promo"), AROUND},
    {STR_INIT("interesting-articles"), AROUND},
    {STR_INIT("interstitial"), AROUND}, {STR_INIT("intro"), LEAD}, {STR_INIT("introduction"), LEAD},
    {STR_INIT("introtext"), LEAD}, {STR_INIT("isi-berita"), BODY}, {STR_INIT("isso"), COMMENTS},
    {STR_INIT("jp-relatedposts"), AROUND}, {STR_INIT("jumplink"), FURNITURE},
    {STR_INIT("kanren"), AROUND}, {STR_INIT("keywords"), FURNITURE},
    {STR_INIT("keywords-list"), FURNITURE}, {STR_INIT("kicker"), META},
    {STR_INIT("komen"), COMMENTS}, {STR_INIT("komentar"), COMMENTS},
    {STR_INIT("komentarz"), COMMENTS}, {STR_INIT("komentarze"), COMMENTS},
    {STR_INIT("kommentar"), COMMENTS}, {STR_INIT("kommentare"), COMMENTS},
    {STR_INIT("kommentarer"), COMMENTS}, {STR_INIT("kommentarii"), COMMENTS},
    {STR_INIT("kommentarmodul"), COMMENTS}, {STR_INIT("kongsi"), FURNITURE},
    {STR_INIT("konten-berita"), BODY}, {STR_INIT("langswitch"), FURNITURE},
    {STR_INIT("last-updated"), META}, {STR_INIT("latest-articles"), AROUND},
    {STR_INIT("latest-news"), AROUND}, {STR_INIT("latest-posts"), AROUND},
    {STR_INIT("latestnews"), AROUND}, {STR_INIT("lea-tambien"), AROUND}, {STR_INIT("lead"), LEAD},
    {STR_INIT("lead-text"), LEAD}, {STR_INIT("leadtext"), LEAD}, {STR_INIT("lede"), LEAD},
    {STR_INIT("lee-tambien"), AROUND}, {STR_INIT("lees-meer"), AROUND},
    {STR_INIT("lees-ook"), AROUND}, {STR_INIT("legend"), CAPTION}, {STR_INIT("legende"), CAPTION},
    {STR_INIT("leggi-anche"), AROUND}, {STR_INIT("leia-mais"), AROUND},
    {STR_INIT("leia-tambem"), AROUND}, {STR_INIT("les-ogsa"), AROUND},
    {STR_INIT("leseempfehlung"), AROUND}, {STR_INIT("lesen-sie"), AROUND},
    {STR_INIT("leserbriefe"), COMMENTS}, {STR_INIT("leserkommentare"), COMMENTS},
    {STR_INIT("lesetipps"), AROUND}, {STR_INIT("lesezeit"), META},
    {STR_INIT("letters-cta"), AROUND}, {STR_INIT("lid"), LEAD},
    {STR_INIT("lightbox-controls"), FURNITURE}, {STR_INIT("linha-fina"), LEAD},
    {STR_INIT("linkbox"), FURNITURE}, {STR_INIT("linklist"), FURNITURE},
    {STR_INIT("lire-aussi"), AROUND}, {STR_INIT("livefyre"), COMMENTS},
    {STR_INIT("livesearch"), FURNITURE}, {STR_INIT("login"), FURNITURE},
    {STR_INIT("mailchimp"), AROUND}, {STR_INIT("mailinglist"), FURNITURE},
    {STR_INIT("manchet"), LEAD}, {STR_INIT("marginalspalte"), FURNITURE},
    {STR_INIT("markdown-body"), BODY}, {STR_INIT("masthead"), FURNITURE},
    {STR_INIT("mc-embed"), AROUND}, {STR_INIT("media-caption"), CAPTION},
    {STR_INIT("mehr-zum"), AROUND}, {STR_INIT("mehr-zum-thema"), AROUND},
    {STR_INIT("menu"), FURNITURE}, {STR_INIT("merken"), FURNITURE}, {STR_INIT("meta"), META},
    {STR_INIT("metabar"), FURNITURE}, {STR_INIT("metadata"), META}, {STR_INIT("mgid"), AROUND},
    {STR_INIT("modal"), FURNITURE}, {STR_INIT("more-articles"), AROUND},
    {STR_INIT("more-from"), AROUND}, {STR_INIT("more-news"), AROUND}, {STR_INIT("more-on"), AROUND},
    {STR_INIT("more-posts"), AROUND}, {STR_INIT("more-stories"), AROUND},
    {STR_INIT("morestories"), AROUND}, {STR_INIT("most-popular"), AROUND},
    {STR_INIT("most-read"), AROUND}, {STR_INIT("most-viewed"), AROUND},
    {STR_INIT("mostpopular"), AROUND}, {STR_INIT("mostread"), AROUND},
    {STR_INIT("mw-parser-output"), BODY}, {STR_INIT("nav"), FURNITURE},
    {STR_INIT("nav-links"), AROUND}, {STR_INIT("navbar"), FURNITURE},
    {STR_INIT("navbox"), FURNITURE}, {STR_INIT("navi"), FURNITURE},
    {STR_INIT("navigation"), FURNITURE}, {STR_INIT("news-letter"), AROUND},
    {STR_INIT("news-text"), BODY}, {STR_INIT("newsletter"), AROUND},
    {STR_INIT("newsletter-box"), AROUND}, {STR_INIT("newsletters"), AROUND},
    {STR_INIT("newstext"), BODY}, {STR_INIT("newsticker"), AROUND},
    {STR_INIT("next-article"), AROUND}, {STR_INIT("next-post"), AROUND},
    {STR_INIT("next-story"), AROUND}, {STR_INIT("nextpost"), AROUND},
    {STR_INIT("nextprev"), AROUND}, {STR_INIT("nextstory"), AROUND}, {STR_INIT("nojs"), AROUND},
    {STR_INIT("noprint"), FURNITURE}, {STR_INIT("notas-relacionadas"), AROUND},
    {STR_INIT("notice"), FURNITURE}, {STR_INIT("notices"), FURNITURE},
    {STR_INIT("noticia-texto"), BODY}, {STR_INIT("noticias-relacionadas"), AROUND},
    {STR_INIT("notification"), FURNITURE}, {STR_INIT("notifications"), FURNITURE},
    {STR_INIT("occhiello"), LEAD}, {STR_INIT("offcanvas"), FURNITURE}, {STR_INIT("optin"), AROUND},
    {STR_INIT("osusume"), AROUND}, {STR_INIT("outbrain"), AROUND}, {STR_INIT("overlay"), FURNITURE},
    {STR_INIT("page-content"), BODY}, {STR_INIT("page-tools"), FURNITURE},
    {STR_INIT("pagenav"), FURNITURE}, {STR_INIT("pagenavi"), AROUND},
    {STR_INIT("pager"), FURNITURE}, {STR_INIT("pagination"), FURNITURE},
    {STR_INIT("paging"), FURNITURE}, {STR_INIT("partage"), FURNITURE},
    {STR_INIT("partager"), FURNITURE}, {STR_INIT("paywall"), FURNITURE},
    {STR_INIT("penulis"), META}, {STR_INIT("photo-credit"), CAPTION},
    {STR_INIT("photocredit"), CAPTION}, {STR_INIT("pie-foto"), CAPTION},
    {STR_INIT("piedefoto"), CAPTION}, {STR_INIT("pinglun"), COMMENTS},
    {STR_INIT("player"), FURNITURE}, {STR_INIT("plista"), AROUND}, {STR_INIT("podobne"), AROUND},
    {STR_INIT("podtytul"), DEK}, {STR_INIT("pohozhie"), AROUND}, {STR_INIT("polecane"), AROUND},
    {STR_INIT("poll"), FURNITURE}, {STR_INIT("polls"), FURNITURE}, {STR_INIT("popular"), FURNITURE},
    {STR_INIT("popup"), FURNITURE}, {STR_INIT("post-author-box"), AROUND},
    {STR_INIT("post-body"), BODY}, {STR_INIT("post-content"), BODY}, {STR_INIT("post-date"), META},
    {STR_INIT("post-details"), META}, {STR_INIT("post-entry"), BODY}, {STR_INIT("post-info"), META},
    {STR_INIT("post-meta"), META}, {STR_INIT("post-nav"), AROUND},
    {STR_INIT("post-navigation"), AROUND}, {STR_INIT("post-ratings"), FURNITURE},
    {STR_INIT("post-tags"), FURNITURE}, {STR_INIT("post-text"), BODY},
    {STR_INIT("postcontent"), BODY}, {STR_INIT("posted"), META}, {STR_INIT("posted-on"), META},
    {STR_INIT("postentry"), BODY}, {STR_INIT("posttext"), BODY}, {STR_INIT("powiazane"), AROUND},
    {STR_INIT("preface"), LEAD}, {STR_INIT("prev-post"), AROUND},
    {STR_INIT("previous-article"), AROUND}, {STR_INIT("previous-post"), AROUND},
    {STR_INIT("prevnext"), AROUND}, {STR_INIT("print-button"), FURNITURE},
    {STR_INIT("printfriendly"), FURNITURE}, {STR_INIT("printonly"), FURNITURE},
    {STR_INIT("promo"), FURNITURE}, {STR_INIT("promobox"), TEASER}, {STR_INIT("pub-date"), META},
    {STR_INIT("pubblicita"), FURNITURE}, {STR_INIT("pubdate"), META},
    {STR_INIT("publicidad"), FURNITURE}, {STR_INIT("publicite"), FURNITURE},
    {STR_INIT("publish-date"), META}, {STR_INIT("published"), META},
    {STR_INIT("push-layer"), AROUND}, {STR_INIT("push-notification"), AROUND},
    {STR_INIT("push-notifications"), AROUND}, {STR_INIT("pushlayer"), AROUND},
    {STR_INIT("rating"), FURNITURE}, {STR_INIT("ratings"), FURNITURE},
    {STR_INIT("reacties"), COMMENTS}, {STR_INIT("reactions"), FURNITURE},
    {STR_INIT("read-also"), AROUND}, {STR_INIT("read-next"), AROUND}, {STR_INIT("read-time"), META},
    {STR_INIT("readalso"), AROUND}, {STR_INIT("reader-comments"), COMMENTS},
    {STR_INIT("reading-time"), META}, {STR_INIT("readmore"), FURNITURE},
    {STR_INIT("readnext"), AROUND}, {STR_INIT("readtime"), META},
    {STR_INIT("recent-articles"), AROUND}, {STR_INIT("recent-posts"), AROUND},
    {STR_INIT("recentposts"), AROUND}, {STR_INIT("recherche"), FURNITURE},
    {STR_INIT("recirc"), AROUND}, {STR_INIT("recirculation"), AROUND},
    {STR_INIT("recommend"), AROUND}, {STR_INIT("recommendation"), AROUND},
    {STR_INIT("recommendations"), AROUND}, {STR_INIT("recommended"), AROUND},
    {STR_INIT("reklama"), FURNITURE}, {STR_INIT("relacionadas"), AROUND},
    {STR_INIT("relacionado"), AROUND}, {STR_INIT("relacionados"), AROUND},
    {STR_INIT("related"), AROUND}, {STR_INIT("related-posts"), AROUND},
    {STR_INIT("related-teaser"), TEASER}, {STR_INIT("relatedarticles"), AROUND},
    {STR_INIT("relatedposts"), AROUND}, {STR_INIT("relateds"), AROUND},
    {STR_INIT("relaterade"), AROUND}, {STR_INIT("relaterte"), AROUND},
    {STR_INIT("remark42"), COMMENTS}, {STR_INIT("replies"), COMMENTS},
    {STR_INIT("report-error"), FURNITURE}, {STR_INIT("reporter"), META},
    {STR_INIT("respond"), COMMENTS}, {STR_INIT("resumo"), LEAD}, {STR_INIT("revcontent"), AROUND},
    {STR_INIT("reviewed-description"), AROUND}, {STR_INIT("rich-text"), BODY},
    {STR_INIT("richtext"), BODY}, {STR_INIT("riidobun"), LEAD}, {STR_INIT("rubrik"), META},
    {STR_INIT("saboxplugin"), AROUND}, {STR_INIT("schlagworte"), FURNITURE},
    {STR_INIT("search"), FURNITURE}, {STR_INIT("searchform"), FURNITURE},
    {STR_INIT("section-label"), META}, {STR_INIT("see-also"), AROUND},
    {STR_INIT("seitenleiste"), FURNITURE}, {STR_INIT("share"), FURNITURE},
    {STR_INIT("share-buttons"), AROUND}, {STR_INIT("sharebar"), FURNITURE},
    {STR_INIT("sharebox"), FURNITURE}, {STR_INIT("sharedaddy"), FURNITURE},
    {STR_INIT("sharelinks"), FURNITURE}, {STR_INIT("sharer"), FURNITURE},
    {STR_INIT("shares"), FURNITURE}, {STR_INIT("sharethis"), FURNITURE},
    {STR_INIT("sharing"), FURNITURE}, {STR_INIT("sharing-buttons"), AROUND},
    {STR_INIT("sidebar"), FURNITURE}, {STR_INIT("signin"), FURNITURE},
    {STR_INIT("signup"), FURNITURE}, {STR_INIT("signup-form"), AROUND},
    {STR_INIT("similaires"), AROUND}, {STR_INIT("skip"), FURNITURE},
    {STR_INIT("skiplink"), FURNITURE}, {STR_INIT("slider"), GALLERY},
    {STR_INIT("slideshow"), GALLERY}, {STR_INIT("snippet"), TEASER},
    {STR_INIT("social"), FURNITURE}, {STR_INIT("social-links"), AROUND},
    {STR_INIT("social-media"), AROUND}, {STR_INIT("social-share"), AROUND},
    {STR_INIT("socialbar"), FURNITURE}, {STR_INIT("socialmedia"), AROUND},
    {STR_INIT("socials"), FURNITURE}, {STR_INIT("sommario"), LEAD}, {STR_INIT("sottotitolo"), DEK},
    {STR_INIT("sous-titre"), DEK}, {STR_INIT("spenden"), AROUND}, {STR_INIT("spitzmarke"), META},
    {STR_INIT("sponsor"), FURNITURE}, {STR_INIT("sponsored"), FURNITURE},
    {STR_INIT("standfirst"), DEK}, {STR_INIT("statusbar"), FURNITURE},
    {STR_INIT("sticky-bar"), FURNITURE}, {STR_INIT("story-body"), BODY},
    {STR_INIT("story-card"), TEASER}, {STR_INIT("story-content"), BODY},
    {STR_INIT("story-text"), BODY}, {STR_INIT("storybody"), BODY}, {STR_INIT("storytext"), BODY},
    {STR_INIT("sub-heading"), DEK}, {STR_INIT("sub-headline"), DEK}, {STR_INIT("sub-title"), DEK},
    {STR_INIT("subhead"), DEK}, {STR_INIT("subheading"), DEK}, {STR_INIT("subheadline"), DEK},
    {STR_INIT("subjudul"), DEK}, {STR_INIT("subline"), DEK}, {STR_INIT("subnav"), FURNITURE},
    {STR_INIT("subscribe"), FURNITURE}, {STR_INIT("subscribe-box"), AROUND},
    {STR_INIT("subscribe-form"), AROUND}, {STR_INIT("subscription"), FURNITURE},
    {STR_INIT("subscription-box"), AROUND}, {STR_INIT("subtitle"), DEK},
    {STR_INIT("subtitulo"), DEK}, {STR_INIT("suche"), FURNITURE}, {STR_INIT("sumario"), LEAD},
    {STR_INIT("summary"), LEAD}, {STR_INIT("support-us"), AROUND}, {STR_INIT("szukaj"), FURNITURE},
    {STR_INIT("taboola"), AROUND}, {STR_INIT("tag-links"), FURNITURE},
    {STR_INIT("tag-list"), FURNITURE}, {STR_INIT("tagcloud"), FURNITURE},
    {STR_INIT("taglist"), FURNITURE}, {STR_INIT("tags"), FURNITURE}, {STR_INIT("tanggal"), META},
    {STR_INIT("te-puede"), AROUND}, {STR_INIT("teaser"), TEASER},
    {STR_INIT("teaser-article"), TEASER}, {STR_INIT("teaser-box"), AROUND},
    {STR_INIT("teaser-grid"), AROUND}, {STR_INIT("teaser-list"), AROUND},
    {STR_INIT("teaser-text"), LEAD}, {STR_INIT("teaserbox"), AROUND},
    {STR_INIT("teaserlist"), AROUND}, {STR_INIT("teasers"), AROUND | TEASER},
    {STR_INIT("teilen"), FURNITURE}, {STR_INIT("tempo-lettura"), META}, {STR_INIT("teras"), LEAD},
    {STR_INIT("terkait"), AROUND}, {STR_INIT("testo-articolo"), BODY},
    {STR_INIT("texte-article"), BODY}, {STR_INIT("texto-noticia"), BODY},
    {STR_INIT("ticker"), AROUND}, {STR_INIT("tile"), TEASER},
    {STR_INIT("timestamp"), META}, {STR_INIT("toc-toggle"), FURNITURE},
    {STR_INIT("toolbar"), FURNITURE}, {STR_INIT("toolbox"), FURNITURE},
    {STR_INIT("tools"), FURNITURE}, {STR_INIT("tooltip"), FURNITURE},
    {STR_INIT("top-stories"), AROUND}, {STR_INIT("topbar"), FURNITURE},
    {STR_INIT("topstories"), AROUND}, {STR_INIT("trending"), FURNITURE},
    {STR_INIT("trending-now"), AROUND}, {STR_INIT("tresc"), BODY}, {STR_INIT("tsr"), TEASER},
    {STR_INIT("tuijian"), AROUND},
    {STR_INIT("udostepnij"), FURNITURE}, {STR_INIT("undertittel"), DEK},
    {STR_INIT("untertitel"), DEK}, {STR_INIT("unterzeile"), DEK}, {STR_INIT("updated"), META},
    {STR_INIT("utterances"), COMMENTS}, {STR_INIT("veja-tambem"), AROUND},
    {STR_INIT("verwandte"), AROUND}, {STR_INIT("verwandte-artikel"), AROUND},
    {STR_INIT("vjs"), FURNITURE}, {STR_INIT("voir-aussi"), AROUND}, {STR_INIT("vorspann"), LEAD},
    {STR_INIT("vote"), FURNITURE}, {STR_INIT("voting"), FURNITURE},
    {STR_INIT("warning"), FURNITURE}, {STR_INIT("weitere-artikel"), AROUND},
    {STR_INIT("weitere-beitraege"), AROUND}, {STR_INIT("weiterlesen"), AROUND},
    {STR_INIT("werbung"), FURNITURE}, {STR_INIT("whatsappcontent"), AROUND},
    {STR_INIT("widget"), FURNITURE}, {STR_INIT("widgets"), FURNITURE},
    {STR_INIT("wp-caption-text"), CAPTION}, {STR_INIT("writer"), META}, {STR_INIT("wstep"), LEAD},
    {STR_INIT("wysiwyg"), BODY}, {STR_INIT("xiangguan"), AROUND}, {STR_INIT("yarpp"), AROUND},
    {STR_INIT("zajawka"), LEAD}, {STR_INIT("zergnet"), AROUND}, {STR_INIT("zhaiyao"), LEAD},
    {STR_INIT("zhengwen"), BODY}, {STR_INIT("zobacz-tez"), AROUND},
};
/* clang-format on */

/* The order of their bytes; the words are too short for a call to pay. */
static inline int compare(struct str a, struct str b)
{
    size_t n = a.len < b.len ? a.len : b.len;
    for (size_t i = 0; i < n; i++) {
        if (a.ptr[i] != b.ptr[i])
            return a.ptr[i] - b.ptr[i];
    }
    return (a.len > b.len) - (a.len < b.len);
}

static unsigned kinds_of(struct str word)
{
    size_t low = 0;
    size_t high = word.len > 0 ? N_OF(rows) : 0;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        int order = compare(rows[middle].word, word);
        if (order == 0)
            return rows[middle].kinds;
        if (order < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return 0;
}

/* Takes the next word of a name: letters up to a mark or a capital. */
static bool take_word(struct str *s, struct str *ret_word)
{
    while (s->len > 0 && !char_is_alpha(s->ptr[0]))
        *s = str_skip(*s, 1);
    size_t n = 0;
    while (n < s->len && char_is_alpha(s->ptr[n])) {
        bool is_capital = s->ptr[n] >= 'A' && s->ptr[n] <= 'Z';
        if (n > 0 && is_capital && !(s->ptr[n - 1] >= 'A' && s->ptr[n - 1] <= 'Z'))
            break;
        n++;
    }
    *ret_word = str_first(*s, n);
    *s = str_skip(*s, n);
    return n > 0;
}

/* What "tag-share" and "no-sidebar" say is about something else; page builders call
 * every part a widget. */
static bool is_about_else(struct str word)
{
    static const struct str words[] = {
        STR_INIT("tag"),  STR_INIT("category"), STR_INIT("has"),       STR_INIT("no"),
        STR_INIT("not"),  STR_INIT("with"),     STR_INIT("without"),   STR_INIT("hide"),
        STR_INIT("show"), STR_INIT("is"),       STR_INIT("elementor"),
    };
    for (size_t i = 0; i < N_OF(words); i++) {
        if (str_eq_folded(word, words[i]))
            return true;
    }
    return false;
}

/* Writes "a-b" in lower case (just "b" for an empty a); its length, 0 when too long. */
static size_t join(struct str a, struct str b, char ret[MAX_WORD])
{
    size_t n = 0;
    if (a.len + b.len + 1 > MAX_WORD)
        return 0;
    for (size_t i = 0; i < a.len; i++)
        ret[n++] = char_lower(a.ptr[i]);
    if (a.len > 0)
        ret[n++] = '-';
    for (size_t i = 0; i < b.len; i++)
        ret[n++] = char_lower(b.ptr[i]);
    return n;
}

/* Of one name between white space. */
static unsigned kinds_of_name(struct str name)
{
    unsigned kinds = 0;
    struct str previous = {0};
    struct str word = {0};
    char bytes[MAX_WORD];
    bool is_else = false;
    while (take_word(&name, &word)) {
        if (previous.len > 0)
            kinds |= kinds_of((struct str){bytes, join(previous, word, bytes)});
        is_else = is_else || (previous.len == 0 && name.len > 0 && is_about_else(word));
        if (!is_else)
            kinds |= kinds_of((struct str){bytes, join((struct str){0}, word, bytes)});
        previous = is_else && previous.len > 0 ? (struct str){0} : word;
    }
    return kinds;
}

unsigned vocabulary_of(struct str names)
{
    unsigned kinds = 0;
    while (names.len > 0) {
        size_t n = 0;
        while (n < names.len && !char_is_space(names.ptr[n]))
            n++;
        kinds |= kinds_of_name(str_first(names, n));
        names = str_skip(names, n + (n < names.len));
    }
    return kinds;
}
