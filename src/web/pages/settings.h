#ifndef WEB_PAGES_SETTINGS_H
#define WEB_PAGES_SETTINGS_H

/* What members decide for themselves: language, password, sessions. */

#include "web/route.h"

page_handler page_settings, page_settings_send, page_password_send;
page_handler page_sessions, page_session_end, page_sessions_end_others;

#endif
