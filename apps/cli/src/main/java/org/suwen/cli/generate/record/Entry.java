package org.suwen.cli.generate.record;

import tools.jackson.databind.node.ObjectNode;

/** One resource of a transaction bundle and the name its neighbours know it by. */
public record Entry(String fullUrl, ObjectNode resource) {

    /** The resource's type. */
    public String type() {
        return resource.path("resourceType").asString("");
    }
}
