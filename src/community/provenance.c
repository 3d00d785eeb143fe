#include "community/provenance.h"

enum outcome provenance_load(struct arena *arena,
                             struct db *db,
                             struct article_id article,
                             struct provenance *ret_provenance)
{
    CLEANUP(db_done)
    struct db_stmt *stmt =
        db_query(db, "select s.captured, s.id, s.hash, coalesce(r.number, 0), coalesce(r.seen, 0),"
                     " coalesce(w.checked, 0), coalesce(w.gone, 0), w.article from snapshot s"
                     " left join source_revision r on r.article = s.article"
                     " left join source_watch w on w.article = s.article"
                     " where s.article = $1 order by s.id, r.number desc limit 1");
    db_bind_int(stmt, 1, article.n);
    enum outcome found = db_step(stmt);
    *ret_provenance = (struct provenance){.captured = 0};
    if (found == OK)
        *ret_provenance = (struct provenance){
            .captured = db_int(stmt, 0),
            .snapshot = {db_int(stmt, 1)},
            .hash = db_text(arena, stmt, 2),
            .n_revisions = db_int(stmt, 3),
            .changed = db_int(stmt, 4),
            .checked = db_int(stmt, 5),
            .gone = db_int(stmt, 6),
            .is_watched = !db_is_null(stmt, 7),
        };
    return found == NOT_FOUND ? OK : found;
}
