package org.suwen.server.identity;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;
import org.suwen.server.web.Problem;

/**
 * Hands the request's {@link Caller} or {@link Standing} to handlers: as a parameter marked {@link RequestCaller}, or by
 * {@link #caller} and {@link #standing}.
 */
public final class Callers implements HandlerMethodArgumentResolver {
    private static final String STANDING = Standing.class.getName();
    private static final String NOT_ACTIVITY = Callers.class.getName() + ".notActivity";

    /** The caller of this request. */
    public static Caller caller(HttpServletRequest request) {
        return standing(request).caller();
    }

    /**
     * The caller of this request with the directory's record.
     *
     * @throws Problem 401 when nobody is signed in
     */
    public static Standing standing(HttpServletRequest request) {
        if (request.getAttribute(STANDING) instanceof Standing standing) {
            return standing;
        }
        throw Problem.noSession();
    }

    /** Says that this request is no operation of the user and must not keep the session from locking (D23). */
    public static void notActivity(HttpServletRequest request) {
        request.setAttribute(NOT_ACTIVITY, true);
    }

    static void set(HttpServletRequest request, Standing standing) {
        request.setAttribute(STANDING, standing);
    }

    static boolean isActivity(HttpServletRequest request) {
        String accept = request.getHeader("Accept");
        boolean stream = "GET".equals(request.getMethod()) && accept != null && accept.startsWith("text/event-stream");
        return request.getAttribute(NOT_ACTIVITY) == null && !stream;
    }

    @Override
    public boolean supportsParameter(MethodParameter parameter) {
        return parameter.hasParameterAnnotation(RequestCaller.class)
                && (parameter.getParameterType() == Caller.class || parameter.getParameterType() == Standing.class);
    }

    @Override
    public Object resolveArgument(
            MethodParameter parameter,
            @Nullable ModelAndViewContainer container,
            NativeWebRequest request,
            @Nullable WebDataBinderFactory binders) {
        HttpServletRequest servletRequest = request.getNativeRequest(HttpServletRequest.class);
        if (servletRequest == null) {
            throw Problem.noSession();
        }
        Standing standing = standing(servletRequest);
        return parameter.getParameterType() == Caller.class ? standing.caller() : standing;
    }
}
