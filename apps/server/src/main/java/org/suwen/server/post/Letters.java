package org.suwen.server.post;

import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import org.suwen.server.access.Watch;

/** What a notice says: which account, since when, where to look. Never a patient, never a diagnosis. */
final class Letters {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm");

    private Letters() {}

    static Gateway.Message of(Watch.Notification notice, ZoneId zone) {
        String when = TIME.format(notice.at().atZone(zone));
        return switch (notice.code()) {
            case "STATEMENT_OVERDUE" ->
                message(
                        notice,
                        "素问：账号 " + notice.about() + " 的紧急破窗说明已超时",
                        "该账号在紧急破窗后没有按时提交情况说明（" + when + "）。请在控制台“情况说明”页跟进。");
            case "SYSLOG_LAG" ->
                message(notice, "素问：日志服务器无法接收", "自 " + when + " 起，账本条目没有送达日志服务器。账本本身不受影响；请检查日志服务器与网络。");
            case "REVIEW_DUE" ->
                message(notice, "素问：敏感数据访问复核到期", "特殊病种、高敏感数据与特殊身份患者的访问复核已到期（" + when + "）。请在控制台“复核”页办理。");
            default ->
                message(
                        notice,
                        "素问：账号 " + notice.about() + " 已被自动阻断",
                        "该账号的异常行为达到阈值（" + notice.code() + "），已于 " + when + " 自动阻断。请核实后由第二人在控制台“阻断”页解除。");
        };
    }

    private static Gateway.Message message(Watch.Notification notice, String subject, String text) {
        return new Gateway.Message(notice.to(), subject, text + "\n\n本通知不含任何患者资料。编号 " + notice.id() + "\n");
    }
}
