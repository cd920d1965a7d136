package org.suwen.server.web;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.security.web.firewall.RequestRejectedException;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/**
 * Turns every exception and every error of the container into our error bodies. Messages of foreign exceptions are
 * neither sent nor logged: a parser's message quotes its input, which may be a patient's value or a password.
 */
@RestControllerAdvice
@org.springframework.web.bind.annotation.RestController
public final class ErrorAnswers implements ErrorController {
    private static final Logger LOG = LoggerFactory.getLogger(ErrorAnswers.class);
    private static final int LOGGED_FRAMES = 12;

    /** Answers what a handler threw. */
    @ExceptionHandler(Exception.class)
    public void answer(Exception thrown, HttpServletRequest request, HttpServletResponse response) throws IOException {
        ErrorWriter.write(request, response, problem(thrown));
    }

    /** Answers what the container or a filter refused before a handler was reached. */
    @RequestMapping("/error")
    public void containerError(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Object status = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE);
        Object path = request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI);
        Object thrown = request.getAttribute(RequestDispatcher.ERROR_EXCEPTION);
        Problem problem = thrown instanceof Exception exception
                ? problem(exception)
                : ofStatus(HttpStatus.valueOf(status instanceof Integer code ? code : 404));
        ErrorWriter.write(path instanceof String text ? text : "/", response, problem);
    }

    private static Problem problem(Exception thrown) {
        if (thrown instanceof Problem problem) {
            return problem;
        }
        if (thrown instanceof ErrorResponse known && !known.getStatusCode().is5xxServerError()) {
            return ofStatus(known.getStatusCode());
        }
        if (thrown instanceof HttpMessageNotReadableException unreadable) {
            return BodyFaults.of(unreadable);
        }
        if (thrown instanceof RequestRejectedException) {
            return ofStatus(HttpStatus.BAD_REQUEST);
        }
        String frames = Arrays.stream(thrown.getStackTrace())
                .limit(LOGGED_FRAMES)
                .map(StackTraceElement::toString)
                .collect(Collectors.joining(" < "));
        LOG.error("unhandled {} at {}", thrown.getClass().getName(), frames);
        return ofStatus(HttpStatus.INTERNAL_SERVER_ERROR);
    }

    private static Problem ofStatus(HttpStatusCode status) {
        HttpStatus known = HttpStatus.valueOf(status.value());
        return switch (known) {
            case BAD_REQUEST -> Problem.badRequest("请求内容无法解析", "the request can't be understood, check its form");
            case UNAUTHORIZED -> Problem.noSession();
            case NOT_FOUND -> Problem.notFound();
            case METHOD_NOT_ALLOWED -> new Problem(known, "METHOD", "该地址不支持此方法", "this address has no such method");
            case UNSUPPORTED_MEDIA_TYPE ->
                new Problem(known, "MEDIA_TYPE", "不支持的内容类型", "this content type isn't taken here");
            case SERVICE_UNAVAILABLE -> Problem.busy();
            default ->
                known.is4xxClientError()
                        ? new Problem(known, known.name(), "请求被拒绝", "the request was refused")
                        : new Problem(
                                known, "INTERNAL", "系统内部错误ï¼请联系管理员", "something broke inside, tell the operator");
        };
    }
}
