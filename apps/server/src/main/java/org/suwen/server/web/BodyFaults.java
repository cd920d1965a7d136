package org.suwen.server.web;

import java.util.List;
import java.util.stream.Collectors;
import org.springframework.http.converter.HttpMessageNotReadableException;
import tools.jackson.core.JacksonException;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;

/** Says where a request's JSON is wrong, by the names of our own fields and by line and column: never by its values. */
final class BodyFaults {

    private BodyFaults() {}

    static Problem of(HttpMessageNotReadableException unreadable) {
        return switch (unreadable.getCause()) {
            case null -> Problem.badRequest("请求缺少 JSON 内容", "the request needs a body of JSON");
            case StreamReadException broken -> {
                int line = broken.getLocation().getLineNr();
                int column = broken.getLocation().getColumnNr();
                yield Problem.badRequest(
                        "请求内容不是有效的 JSON，见第 %d 行第 %d 列".formatted(line, column),
                        "the body isn't JSON from line %d, column %d on".formatted(line, column));
            }
            case UnrecognizedPropertyException unknown -> {
                String known = unknown.getKnownPropertyIds().stream()
                        .map(name -> "`" + name + "`")
                        .sorted()
                        .collect(Collectors.joining(", "));
                yield Problem.badRequest("请求中有未知字段，可用字段：" + known, "the body has an unknown field; it takes " + known);
            }
            case JacksonException other -> {
                String field = path(other.getPath());
                yield field.isEmpty()
                        ? Problem.badRequest("请求内容的结构不符", "the body's form isn't the one taken here")
                        : Problem.badRequest(
                                "字段 `%s` 缺失或类型不符".formatted(field),
                                "the field `%s` is missing or of another type".formatted(field));
            }
            default -> Problem.badRequest("请求内容无法解析", "the request can't be understood, check its form");
        };
    }

    /** The way to a field; what stands under a name of the sender's own is left out. */
    private static String path(List<JacksonException.Reference> path) {
        StringBuilder way = new StringBuilder();
        for (JacksonException.Reference step : path) {
            if (step.from() instanceof java.util.Map<?, ?> || step.from() == java.util.Map.class) {
                break;
            }
            if (step.getPropertyName() == null) {
                way.append('[').append(step.getIndex()).append(']');
            } else {
                way.append(way.isEmpty() ? "" : ".").append(step.getPropertyName());
            }
        }
        return way.toString();
    }
}
