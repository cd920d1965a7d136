package org.suwen.server.doors;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import java.util.function.Supplier;
import org.springframework.http.HttpStatus;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Turns away programs that are not registered or too old: whoever says in {@code Suwen-Client} (as {@code name/version}) what
 * he uses is held to it (PAT-19, PAT-20). The console sends no such header; machines without an account get no token.
 */
public final class ChannelFilter extends OncePerRequestFilter {

    /** The header that names the program and its version. */
    public static final String HEADER = "Suwen-Client";

    private final Supplier<Clients> clients;

    /** A filter over the register of clients. */
    public ChannelFilter(Supplier<Clients> clients) {
        this.clients = clients;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        String header = request.getHeader(HEADER);
        if (header == null || !defect(header)) {
            chain.doFilter(request, response);
            return;
        }
        response.setStatus(HttpStatus.FORBIDDEN.value());
        response.setContentType("application/json;charset=UTF-8");
        response.getWriter().write("{\"error\":\"CHANNEL\",\"zh\":\"请使用登记的客户端\",\"en\":\"use a registered client\"}");
    }

    private boolean defect(String header) {
        int slash = header.indexOf('/');
        String id = slash < 0 ? header : header.substring(0, slash);
        String version = slash < 0 ? "" : header.substring(slash + 1);
        return clients.get().defect(id, version, Optional.empty()).isPresent();
    }
}
