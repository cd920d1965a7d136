package org.suwen.server.story;

import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Hands the one {@link Stage} to the constructors of tests, and tidies it up after each. */
final class OnStage implements ParameterResolver, AfterEachCallback {

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == Stage.class;
    }

    @Override
    public Stage resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return stage(context);
    }

    @Override
    public void afterEach(ExtensionContext context) {
        stage(context).clear();
    }

    /** Kept at the root: closed when the last test of the run is over. */
    private static Stage stage(ExtensionContext context) {
        return context.getRoot()
                .getStore(Namespace.create(Stage.class))
                .computeIfAbsent(Stage.class, none -> Stage.build(), Stage.class);
    }
}
