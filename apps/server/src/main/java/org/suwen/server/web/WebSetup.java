package org.suwen.server.web;

import org.springframework.context.annotation.Configuration;

/** Joins the cross-cutting parts of the HTTP side. */
@Configuration(proxyBeanMethods = false)
public class WebSetup {}
