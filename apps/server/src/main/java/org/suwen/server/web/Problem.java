package org.suwen.server.web;

import org.springframework.http.HttpStatus;

/**
 * An answer that refuses: status, stable code, and one sentence in Chinese and English without any patient's value.
 *
 * <p>Under {@code /fhir} it is rendered as an OperationOutcome, elsewhere as {@code {"error","zh","en"}}.
 */
public final class Problem extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final HttpStatus status;
    private final String code;
    private final String chinese;

    public Problem(HttpStatus status, String code, String chinese, String english) {
        super(english, null, false, false);
        this.status = status;
        this.code = code;
        this.chinese = chinese;
    }

    /** 401: nobody is signed in, or no longer. */
    public static Problem noSession() {
        return new Problem(
                HttpStatus.UNAUTHORIZED,
                "NO_SESSION",
                "未登录或会话已结束,请登录",
                "not signed in, or the session has ended: sign in");
    }

    /** 503: more work than there is room for. */
    public static Problem busy() {
        return new Problem(
                HttpStatus.SERVICE_UNAVAILABLE, "BUSY", "系统繁忙,请稍后再试", "too busy at the moment, try again shortly");
    }

    /** 503: the act's ledger entry can't be written, so the act doesn't happen (I1). */
    public static Problem ledgerUnavailable() {
        return new Problem(
                HttpStatus.SERVICE_UNAVAILABLE,
                "LEDGER_UNAVAILABLE",
                "无法写入操作台账,操作未执行",
                "the ledger can't be written, so nothing was done: try again shortly");
    }

    /** 503: the database can't be reached or refuses, so nothing is known and nothing was done. */
    public static Problem storeUnavailable() {
        return new Problem(
                HttpStatus.SERVICE_UNAVAILABLE,
                "STORE_UNAVAILABLE",
                "数据库暂不可用,操作未执行",
                "the database can't be used, so nothing was done: try again shortly");
    }

    /** 400: the request can't be understood; {@code english} says what and where. */
    public static Problem badRequest(String chinese, String english) {
        return new Problem(HttpStatus.BAD_REQUEST, "BAD_REQUEST", chinese, english);
    }

    /** 404: there is nothing here. */
    public static Problem notFound() {
        return new Problem(HttpStatus.NOT_FOUND, "NOT_FOUND", "没有该地址", "there is nothing at this address");
    }

    /** 403 with one of the reason codes. */
    public static Problem forbidden(String code, String chinese, String english) {
        return new Problem(HttpStatus.FORBIDDEN, code, chinese, english);
    }

    public HttpStatus status() {
        return status;
    }

    public String code() {
        return code;
    }

    public String chinese() {
        return chinese;
    }

    public String english() {
        return String.valueOf(getMessage());
    }
}
