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
    {FURNITURE_STOP, MATCH_SHORT, STR_INIT("kommentar verfassen")},
    {FURNITURE_STOP, MATCH_SHORT, STR_INIT("kommentar hinterlassen")},
    {FURNITURE_STOP, MATCH_SHORT, STR_INIT("schreibe einen kommentar")},
    {FURNITURE_STOP, MATCH_SHORT, STR_INIT("schreiben sie einen kommentar")},
    {FURNITURE_STOP, MATCH_SHORT, STR_INIT("keine kommentare")},
    {FURNITURE_STOP, MATCH_SHORT, STR_INIT("kommentare sind geschlossen")},
    {FURNITURE_STOP, MATCH_SHORT, STR_INIT("leider sind keine kommentare")},
    {FURNITURE_STOP, MATCH_SHORT, STR_INIT("comments are closed")},
    {FURNITURE_STOP, MATCH_SHORT, STR_INIT("commenting is closed")},
    {FURNITURE_STOP, MATCH_SHORT, STR_INIT("poster un commentaire")},
    {FURNITURE_STOP, MATCH_SHORT, STR_INIT("aucun commentaire")},
    {FURNITURE_STOP, MATCH_SHORT, STR_INIT("les commentaires sont")},
    {FURNITURE_STOP, MATCH_SHORT, STR_INIT("escribe un comentario")},
    {FURNITURE_STOP, MATCH_SHORT, STR_INIT("dejar un comentario")},
    {FURNITURE_STOP, MATCH_SHORT, STR_INIT("deja una respuesta")},
    {FURNITURE_STOP, MATCH_SHORT, STR_INIT("deixe um comentário")},
    {FURNITURE_STOP, MATCH_SHORT, STR_INIT("deixe uma resposta")},
    {FURNITURE_STOP, MATCH_SHORT, STR_INIT("lascia un commento")},
    {FURNITURE_STOP, MATCH_SHORT, STR_INIT("geef een reactie")},
    {FURNITURE_STOP, MATCH_SHORT, STR_INIT("plaats een reactie")},
    {FURNITURE_STOP, MATCH_SHORT, STR_INIT("dodaj komentarz")},
    {FURNITURE_STOP, MATCH_SHORT, STR_INIT("skomentuj")},
    {FURNITURE_STOP, MATCH_SHORT, STR_INIT("legg igjen")},
    {FURNITURE_STOP, MATCH_SHORT, STR_INIT("skriv en kommentar")},
    {FURNITURE_STOP, MATCH_SHORT, STR_INIT("Оставить комментарий")},
    {FURNITURE_STOP, MATCH_SHORT, STR_INIT("Добавить комментарий")},
    {FURNITURE_STOP, MATCH_SHORT, STR_INIT("コメントを残す")},
    {FURNITURE_STOP, MATCH_SHORT, STR_INIT("コメントを書く")},
    {FURNITURE_STOP, MATCH_SHORT, STR_INIT("댓글 쓰기")},
    {FURNITURE_STOP, MATCH_SHORT, STR_INIT("bình luận")},
    {FURNITURE_STOP, MATCH_SHORT, STR_INIT("kommentieren")},
    {FURNITURE_STOP, MATCH_OPENS, STR_INIT("sie müssen sich einloggen")},
    {FURNITURE_STOP, MATCH_OPENS, STR_INIT("sie müssen angemeldet sein")},
    {FURNITURE_STOP, MATCH_OPENS, STR_INIT("du musst angemeldet sein")},
    {FURNITURE_STOP, MATCH_OPENS, STR_INIT("deine e-mail-adresse wird nicht")},
    {FURNITURE_STOP, MATCH_OPENS, STR_INIT("votre adresse e-mail ne sera")},
    {FURNITURE_STOP, MATCH_OPENS, STR_INIT("votre adresse de messagerie ne sera")},
    {FURNITURE_STOP, MATCH_OPENS, STR_INIT("tu dirección de correo electrónico no será")},
    {FURNITURE_STOP, MATCH_OPENS, STR_INIT("o seu endereço de e-mail não será")},
    {FURNITURE_STOP, MATCH_OPENS, STR_INIT("il tuo indirizzo email non sarà")},
    {FURNITURE_STOP, MATCH_OPENS, STR_INIT("メールアドレスが公開される")},
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
    {FURNITURE_BOX, MATCH_WHOLE, STR_INIT("mehr zum thema")},
    {FURNITURE_BOX, MATCH_WHOLE, STR_INIT("auch interessant")},
    {FURNITURE_BOX, MATCH_WHOLE, STR_INIT("weitere artikel")},
    {FURNITURE_BOX, MATCH_WHOLE, STR_INIT("weitere beiträge")},
    {FURNITURE_BOX, MATCH_WHOLE, STR_INIT("weitere themen")},
    {FURNITURE_BOX, MATCH_WHOLE, STR_INIT("weitere meldungen")},
    {FURNITURE_BOX, MATCH_WHOLE, STR_INIT("weitere nachrichten")},
    {FURNITURE_BOX, MATCH_WHOLE, STR_INIT("neueste artikel")},
    {FURNITURE_BOX, MATCH_WHOLE, STR_INIT("neueste beiträge")},
    {FURNITURE_BOX, MATCH_WHOLE, STR_INIT("aktuelle beiträge")},
    {FURNITURE_BOX, MATCH_WHOLE, STR_INIT("Ähnliche artikel")},
    {FURNITURE_BOX, MATCH_WHOLE, STR_INIT("Ähnliche beiträge")},
    {FURNITURE_BOX, MATCH_WHOLE, STR_INIT("lesen sie auch")},
    {FURNITURE_BOX, MATCH_WHOLE, STR_INIT("lesen sie mehr zum thema")},
    {FURNITURE_BOX, MATCH_WHOLE, STR_INIT("empfehlungen der redaktion")},
    {FURNITURE_BOX, MATCH_WHOLE, STR_INIT("meistgelesen")},
    {FURNITURE_BOX, MATCH_WHOLE, STR_INIT("meistgelesene artikel")},
    {FURNITURE_BOX, MATCH_WHOLE, STR_INIT("passend zum thema")},
    {FURNITURE_BOX, MATCH_WHOLE, STR_INIT("zum weiterlesen")},
    {FURNITURE_BOX, MATCH_WHOLE, STR_INIT("verwandte themen")},
    {FURNITURE_BOX, MATCH_WHOLE, STR_INIT("beliebte beiträge")},
    {FURNITURE_BOX, MATCH_WHOLE, STR_INIT("das könnte dich auch interessieren")},
    {FURNITURE_BOX, MATCH_WHOLE, STR_INIT("das könnte ihnen auch gefallen")},
    {FURNITURE_BOX, MATCH_WHOLE, STR_INIT("À lire aussi")},
    {FURNITURE_BOX, MATCH_WHOLE, STR_INIT("sur le même sujet")},
    {FURNITURE_BOX, MATCH_WHOLE, STR_INIT("dans la même rubrique")},
    {FURNITURE_BOX, MATCH_WHOLE, STR_INIT("articles similaires")},
    {FURNITURE_BOX, MATCH_WHOLE, STR_INIT("les plus lus")},
    {FURNITURE_BOX, MATCH_WHOLE, STR_INIT("voir aussi")},
    {FURNITURE_BOX, MATCH_WHOLE, STR_INIT("te puede interesar")},
    {FURNITURE_BOX, MATCH_WHOLE, STR_INIT("también te puede interesar")},
    {FURNITURE_BOX, MATCH_WHOLE, STR_INIT("le puede interesar")},
    {FURNITURE_BOX, MATCH_WHOLE, STR_INIT("lea también")},
    {FURNITURE_BOX, MATCH_WHOLE, STR_INIT("lee también")},
    {FURNITURE_BOX, MATCH_WHOLE, STR_INIT("noticias relacionadas")},
    {FURNITURE_BOX, MATCH_WHOLE, STR_INIT("notas relacionadas")},
    {FURNITURE_BOX, MATCH_WHOLE, STR_INIT("lo más leído")},
    {FURNITURE_BOX, MATCH_WHOLE, STR_INIT("te recomendamos")},
    {FURNITURE_BOX, MATCH_WHOLE, STR_INIT("leia também")},
    {FURNITURE_BOX, MATCH_WHOLE, STR_INIT("veja também")},
    {FURNITURE_BOX, MATCH_WHOLE, STR_INIT("notícias relacionadas")},
    {FURNITURE_BOX, MATCH_WHOLE, STR_INIT("mais lidas")},
    {FURNITURE_BOX, MATCH_WHOLE, STR_INIT("leggi anche")},
    {FURNITURE_BOX, MATCH_WHOLE, STR_INIT("articoli correlati")},
    {FURNITURE_BOX, MATCH_WHOLE, STR_INIT("potrebbe interessarti")},
    {FURNITURE_BOX, MATCH_WHOLE, STR_INIT("ti potrebbe interessare")},
    {FURNITURE_BOX, MATCH_WHOLE, STR_INIT("i più letti")},
    {FURNITURE_BOX, MATCH_WHOLE, STR_INIT("lees ook")},
    {FURNITURE_BOX, MATCH_WHOLE, STR_INIT("gerelateerde artikelen")},
    {FURNITURE_BOX, MATCH_WHOLE, STR_INIT("czytaj też")},
    {FURNITURE_BOX, MATCH_WHOLE, STR_INIT("czytaj także")},
    {FURNITURE_BOX, MATCH_WHOLE, STR_INIT("zobacz też")},
    {FURNITURE_BOX, MATCH_WHOLE, STR_INIT("zobacz także")},
    {FURNITURE_BOX, MATCH_WHOLE, STR_INIT("przeczytaj także")},
    {FURNITURE_BOX, MATCH_WHOLE, STR_INIT("polecane")},
    {FURNITURE_BOX, MATCH_WHOLE, STR_INIT("les også")},
    {FURNITURE_BOX, MATCH_WHOLE, STR_INIT("læs også")},
    {FURNITURE_BOX, MATCH_WHOLE, STR_INIT("läs också")},
    {FURNITURE_BOX, MATCH_WHOLE, STR_INIT("läs mer")},
    {FURNITURE_BOX, MATCH_WHOLE, STR_INIT("Читайте также")},
    {FURNITURE_BOX, MATCH_WHOLE, STR_INIT("Смотрите также")},
    {FURNITURE_BOX, MATCH_WHOLE, STR_INIT("Похожие статьи")},
    {FURNITURE_BOX, MATCH_WHOLE, STR_INIT("ilgili haberler")},
    {FURNITURE_BOX, MATCH_WHOLE, STR_INIT("関連記事")},
    {FURNITURE_BOX, MATCH_WHOLE, STR_INIT("あわせて読みたい")},
    {FURNITURE_BOX, MATCH_WHOLE, STR_INIT("おすすめ記事")},
    {FURNITURE_BOX, MATCH_WHOLE, STR_INIT("人気記事")},
    {FURNITURE_BOX, MATCH_WHOLE, STR_INIT("関連リンク")},
    {FURNITURE_BOX, MATCH_WHOLE, STR_INIT("관련기사")},
    {FURNITURE_BOX, MATCH_WHOLE, STR_INIT("추천 기사")},
    {FURNITURE_BOX, MATCH_WHOLE, STR_INIT("많이 본 뉴스")},
    {FURNITURE_BOX, MATCH_WHOLE, STR_INIT("artikel lain")},
    {FURNITURE_BOX, MATCH_WHOLE, STR_INIT("berita popular")},
    {FURNITURE_BOX, MATCH_WHOLE, STR_INIT("artikel menarik lainnya")},
    {FURNITURE_BOX, MATCH_WHOLE, STR_INIT("相关推荐")},
    {FURNITURE_BOX, MATCH_WHOLE, STR_INIT("猜你喜欢")},
    {FURNITURE_BOX, MATCH_WHOLE, STR_INIT("热门推荐")},
    {FURNITURE_BOX, MATCH_WHOLE, STR_INIT("更多文章")},
    {FURNITURE_BOX, MATCH_WHOLE, STR_INIT("更多新闻")},
    {FURNITURE_BOX, MATCH_WHOLE, STR_INIT("精彩推荐")},
    {FURNITURE_BOX, MATCH_WHOLE, STR_INIT("相關文章")},
    {FURNITURE_BOX, MATCH_WHOLE, STR_INIT("延伸閱讀")},
    {FURNITURE_BOX, MATCH_WHOLE, STR_INIT("推薦閱讀")},
    {FURNITURE_BOX, MATCH_WHOLE, STR_INIT("你可能也喜歡")},
    {FURNITURE_BOX, MATCH_WHOLE, STR_INIT("tin liên quan")},
    {FURNITURE_BOX, MATCH_WHOLE, STR_INIT("यह भी पढ़ें")},
    {FURNITURE_BOX, MATCH_WHOLE, STR_INIT("আরও পড়ুন")},
    {FURNITURE_BOX, MATCH_WHOLE, STR_INIT("latest posts")},
    {FURNITURE_BOX, MATCH_WHOLE, STR_INIT("recent posts")},
    {FURNITURE_BOX, MATCH_WHOLE, STR_INIT("further reading on this site")},
    {FURNITURE_BOX, MATCH_WHOLE, STR_INIT("recommended reading")},
    {FURNITURE_BOX, MATCH_WHOLE, STR_INIT("read next")},
    {FURNITURE_BOX, MATCH_WHOLE, STR_INIT("up next")},
    {FURNITURE_BOX, MATCH_WHOLE, STR_INIT("more like this")},
    {FURNITURE_BOX, MATCH_WHOLE, STR_INIT("keep reading")},
    {FURNITURE_BOX, MATCH_WHOLE, STR_INIT("similar articles")},
    {FURNITURE_BOX, MATCH_WHOLE, STR_INIT("similar posts")},
    {FURNITURE_BOX, MATCH_WHOLE, STR_INIT("more articles")},
    {FURNITURE_BOX, MATCH_WHOLE, STR_INIT("more news")},
    {FURNITURE_BOX, MATCH_WHOLE, STR_INIT("in this section")},
    {FURNITURE_BOX, MATCH_WHOLE, STR_INIT("about the author")},
    {FURNITURE_BOX, MATCH_WHOLE, STR_INIT("about the authors")},
    {FURNITURE_BOX, MATCH_WHOLE, STR_INIT("Über den autor")},
    {FURNITURE_BOX, MATCH_WHOLE, STR_INIT("Über die autorin")},
    {FURNITURE_BOX, MATCH_WHOLE, STR_INIT("tags")},
    {FURNITURE_BOX, MATCH_WHOLE, STR_INIT("schlagwörter")},
    {FURNITURE_BOX, MATCH_WHOLE, STR_INIT("schlagworte")},
    {FURNITURE_BOX, MATCH_WHOLE, STR_INIT("etiquetas")},
    {FURNITURE_BOX, MATCH_WHOLE, STR_INIT("mots-clés")},
    {FURNITURE_BOX, MATCH_WHOLE, STR_INIT("标签")},
    {FURNITURE_BOX, MATCH_WHOLE, STR_INIT("タグ")},
    {FURNITURE_BOX, MATCH_SHORT, STR_INIT("auch interessant")},
    {FURNITURE_BOX, MATCH_SHORT, STR_INIT("das könnte dich")},
    {FURNITURE_BOX, MATCH_SHORT, STR_INIT("das könnte sie")},
    {FURNITURE_BOX, MATCH_SHORT, STR_INIT("das könnte ihnen")},
    {FURNITURE_BOX, MATCH_SHORT, STR_INIT("mehr aus")},
    {FURNITURE_BOX, MATCH_SHORT, STR_INIT("weitere beiträge")},
    {FURNITURE_BOX, MATCH_SHORT, STR_INIT("weitere artikel")},
    {FURNITURE_BOX, MATCH_SHORT, STR_INIT("neueste artikel")},
    {FURNITURE_BOX, MATCH_SHORT, STR_INIT("lesen sie auch die folgenden")},
    {FURNITURE_BOX, MATCH_SHORT, STR_INIT("empfehlungen aus")},
    {FURNITURE_BOX, MATCH_SHORT, STR_INIT("vous aimerez aussi")},
    {FURNITURE_BOX, MATCH_SHORT, STR_INIT("quizás te interese")},
    {FURNITURE_BOX, MATCH_SHORT, STR_INIT("you may also enjoy")},
    {FURNITURE_BOX, MATCH_SHORT, STR_INIT("more from")},
    {FURNITURE_LINE, MATCH_OPENS, STR_INIT("lesen sie auch")},
    {FURNITURE_LINE, MATCH_OPENS, STR_INIT("auch interessant:")},
    {FURNITURE_LINE, MATCH_OPENS, STR_INIT("auch lesen:")},
    {FURNITURE_LINE, MATCH_OPENS, STR_INIT("lesen sie mehr:")},
    {FURNITURE_LINE, MATCH_OPENS, STR_INIT("mehr zum thema:")},
    {FURNITURE_LINE, MATCH_OPENS, STR_INIT("lire aussi:")},
    {FURNITURE_LINE, MATCH_OPENS, STR_INIT("À lire aussi")},
    {FURNITURE_LINE, MATCH_OPENS, STR_INIT("à lire :")},
    {FURNITURE_LINE, MATCH_OPENS, STR_INIT("voir aussi :")},
    {FURNITURE_LINE, MATCH_OPENS, STR_INIT("lea también")},
    {FURNITURE_LINE, MATCH_OPENS, STR_INIT("lee también:")},
    {FURNITURE_LINE, MATCH_OPENS, STR_INIT("te puede interesar:")},
    {FURNITURE_LINE, MATCH_OPENS, STR_INIT("también lee:")},
    {FURNITURE_LINE, MATCH_OPENS, STR_INIT("puedes ver:")},
    {FURNITURE_LINE, MATCH_OPENS, STR_INIT("leia também")},
    {FURNITURE_LINE, MATCH_OPENS, STR_INIT("veja também")},
    {FURNITURE_LINE, MATCH_OPENS, STR_INIT("leia mais:")},
    {FURNITURE_LINE, MATCH_OPENS, STR_INIT("leggi anche")},
    {FURNITURE_LINE, MATCH_OPENS, STR_INIT("lees ook:")},
    {FURNITURE_LINE, MATCH_OPENS, STR_INIT("czytaj też:")},
    {FURNITURE_LINE, MATCH_OPENS, STR_INIT("czytaj także:")},
    {FURNITURE_LINE, MATCH_OPENS, STR_INIT("zobacz też:")},
    {FURNITURE_LINE, MATCH_OPENS, STR_INIT("zobacz także:")},
    {FURNITURE_LINE, MATCH_OPENS, STR_INIT("przeczytaj także:")},
    {FURNITURE_LINE, MATCH_OPENS, STR_INIT("les også:")},
    {FURNITURE_LINE, MATCH_OPENS, STR_INIT("læs også:")},
    {FURNITURE_LINE, MATCH_OPENS, STR_INIT("läs också:")},
    {FURNITURE_LINE, MATCH_OPENS, STR_INIT("läs mer:")},
    {FURNITURE_LINE, MATCH_OPENS, STR_INIT("Читайте также")},
    {FURNITURE_LINE, MATCH_OPENS, STR_INIT("Смотрите также")},
    {FURNITURE_LINE, MATCH_OPENS, STR_INIT("関連記事")},
    {FURNITURE_LINE, MATCH_OPENS, STR_INIT("あわせて読みたい")},
    {FURNITURE_LINE, MATCH_OPENS, STR_INIT("延伸閱讀：")},
    {FURNITURE_LINE, MATCH_OPENS, STR_INIT("相关文章：")},
    {FURNITURE_LINE, MATCH_OPENS, STR_INIT("यह भी पढ़ें")},
    {FURNITURE_LINE, MATCH_OPENS, STR_INIT("আরও পড়ুন")},
    {FURNITURE_LINE, MATCH_OPENS, STR_INIT("ayrıca oku")},
    {FURNITURE_LINE, MATCH_OPENS, STR_INIT("xem thêm:")},
    {FURNITURE_LINE, MATCH_OPENS, STR_INIT("baca selengkapnya")},
    {FURNITURE_LINE, MATCH_OPENS, STR_INIT("also see:")},
    {FURNITURE_LINE, MATCH_OPENS, STR_INIT("related:")},
    {FURNITURE_LINE, MATCH_OPENS, STR_INIT("read this next")},

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
    {FURNITURE_LINE, MATCH_WHOLE, STR_INIT("mehr lesen")},
    {FURNITURE_LINE, MATCH_WHOLE, STR_INIT("weiterlesen")},
    {FURNITURE_LINE, MATCH_WHOLE, STR_INIT("artikel teilen")},
    {FURNITURE_LINE, MATCH_WHOLE, STR_INIT("beitrag teilen")},
    {FURNITURE_LINE, MATCH_WHOLE, STR_INIT("drucken")},
    {FURNITURE_LINE, MATCH_WHOLE, STR_INIT("nach oben")},
    {FURNITURE_LINE, MATCH_WHOLE, STR_INIT("zurück")},
    {FURNITURE_LINE, MATCH_WHOLE, STR_INIT("teilen mit")},
    {FURNITURE_LINE, MATCH_WHOLE, STR_INIT("merken")},
    {FURNITURE_LINE, MATCH_WHOLE, STR_INIT("gefällt mir")},
    {FURNITURE_LINE, MATCH_WHOLE, STR_INIT("imprimer")},
    {FURNITURE_LINE, MATCH_WHOLE, STR_INIT("haut de page")},
    {FURNITURE_LINE, MATCH_WHOLE, STR_INIT("imprimir")},
    {FURNITURE_LINE, MATCH_WHOLE, STR_INIT("stampa")},
    {FURNITURE_LINE, MATCH_WHOLE, STR_INIT("condividi")},
    {FURNITURE_LINE, MATCH_WHOLE, STR_INIT("compartilhar")},
    {FURNITURE_LINE, MATCH_WHOLE, STR_INIT("drukuj")},
    {FURNITURE_LINE, MATCH_WHOLE, STR_INIT("udostępnij")},
    {FURNITURE_LINE, MATCH_WHOLE, STR_INIT("delen")},
    {FURNITURE_LINE, MATCH_WHOLE, STR_INIT("del")},
    {FURNITURE_LINE, MATCH_WHOLE, STR_INIT("dela")},
    {FURNITURE_LINE, MATCH_WHOLE, STR_INIT("Поделиться")},
    {FURNITURE_LINE, MATCH_WHOLE, STR_INIT("シェア")},
    {FURNITURE_LINE, MATCH_WHOLE, STR_INIT("ツイート")},
    {FURNITURE_LINE, MATCH_WHOLE, STR_INIT("印刷")},
    {FURNITURE_LINE, MATCH_WHOLE, STR_INIT("공유하기")},
    {FURNITURE_LINE, MATCH_WHOLE, STR_INIT("werbung")},
    {FURNITURE_LINE, MATCH_WHOLE, STR_INIT("reklama")},
    {FURNITURE_LINE, MATCH_WHOLE, STR_INIT("advertentie")},
    {FURNITURE_LINE, MATCH_WHOLE, STR_INIT("annonse")},
    {FURNITURE_LINE, MATCH_WHOLE, STR_INIT("annons")},
    {FURNITURE_LINE, MATCH_WHOLE, STR_INIT("pubblicità")},
    {FURNITURE_LINE, MATCH_WHOLE, STR_INIT("Реклама")},
    {FURNITURE_LINE, MATCH_WHOLE, STR_INIT("広告")},
    {FURNITURE_LINE, MATCH_WHOLE, STR_INIT("광고")},
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
