package org.suwen.server.bulk;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Cuts the connection when an answer broke off after it had begun, so that no client takes it for a whole one. */
final class BrokenAnswers extends HttpFilter {
    private static final long serialVersionUID = 1;

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        chain.doFilter(request, response);
        if (request.getAttribute(ExportApi.BROKEN) != null) {
            throw new IOException("an answer broke off");
        }
    }
}
