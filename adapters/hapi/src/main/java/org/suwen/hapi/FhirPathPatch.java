package org.suwen.hapi;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.hl7.fhir.exceptions.FHIRException;
import org.hl7.fhir.r4.model.Base;
import org.hl7.fhir.r4.model.IntegerType;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Parameters.ParametersParameterComponent;
import org.hl7.fhir.r4.model.Property;
import org.hl7.fhir.r4.model.Resource;

/**
 * FHIRPath Patch (FHIR R4 §2.0.9): add, insert, delete, replace and move by a Parameters resource. All of it, or nothing.
 *
 * <p>Paths may use a fixed list of functions that neither search without bound nor look elsewhere. Limits:
 * {@link #MAX_OPERATIONS}, {@link #MAX_PATH}.
 */
public final class FhirPathPatch {

    /** The most operations of one patch. */
    public static final int MAX_OPERATIONS = 200;

    /** The longest path, in characters. */
    public static final int MAX_PATH = 500;

    private static final Pattern CALL = Pattern.compile("([A-Za-z_]+)\\s*\\(");
    private static final Set<String> FUNCTIONS = Set.of(
            "where",
            "first",
            "last",
            "single",
            "exists",
            "empty",
            "not",
            "ofType",
            "as",
            "is",
            "extension",
            "skip",
            "take",
            "tail",
            "count",
            "startsWith",
            "endsWith",
            "contains",
            "and",
            "or");

    private FhirPathPatch() {}

    /**
     * The resource after the patch.
     *
     * @throws UnfitException when the patch is none, or does not fit the resource
     */
    public static byte[] apply(byte[] resource, byte[] patch) {
        Resource target = R4.read(R4.json(), resource, "the resource can't be patched by FHIRPath; use JSON Patch");
        Resource parameters = R4.read(R4.json(), patch, "a FHIRPath Patch is a Parameters resource");
        if (!(parameters instanceof Parameters all) || all.getParameter().isEmpty()) {
            throw new UnfitException("a FHIRPath Patch is a Parameters resource with an `operation` for each change");
        }
        if (all.getParameter().size() > MAX_OPERATIONS) {
            throw new UnfitException("a FHIRPath Patch has at most `" + MAX_OPERATIONS + "` operations");
        }
        for (ParametersParameterComponent each : all.getParameter()) {
            if (!each.getName().equals("operation")) {
                throw new UnfitException("a FHIRPath Patch has parameters of the name `operation` only");
            }
            try {
                change(target, each);
            } catch (FHIRException | ClassCastException | IllegalArgumentException misfit) {
                throw new UnfitException("a value of the patch does not fit the element it is for");
            }
        }
        return R4.write(R4.json(), target);
    }

    private static void change(Resource target, ParametersParameterComponent operation) {
        String path = text(operation, "path");
        switch (text(operation, "type")) {
            case "add" -> add(one(target, path), text(operation, "name"), part(operation, "value"));
            case "insert" -> {
                Place list = list(target, path);
                List<Base> values = new ArrayList<>(list.values());
                int index = number(operation, "index", values.size());
                Base value = value(list.parent(), list.name(), part(operation, "value"));
                values.add(index, value);
                list.fill(values);
            }
            case "delete" -> {
                List<Base> found = evaluate(target, path);
                requireOne(found.size() <= 1);
                found.forEach(each -> placeOf(target, each).without(each));
            }
            case "replace" -> {
                Base old = one(target, path);
                Place place = placeOf(target, old);
                Base value = value(place.parent(), place.name(), part(operation, "value"));
                place.instead(old, value);
            }
            case "move" -> {
                Place list = list(target, path);
                List<Base> values = new ArrayList<>(list.values());
                Base moved = values.remove(number(operation, "source", values.size() - 1));
                values.add(number(operation, "destination", values.size()), moved);
                list.fill(values);
            }
            default -> throw new UnfitException("the `type` of an operation is add, insert, delete, replace or move");
        }
    }

    private static void requireOne(boolean holds) {
        if (!holds) {
            throw new UnfitException(
                    "the `path` of an operation finds one element, and this one finds none or several");
        }
    }

    private static List<Base> evaluate(Resource target, String path) {
        if (path.length() > MAX_PATH) {
            throw new UnfitException("a `path` has at most `" + MAX_PATH + "` characters");
        }
        Matcher calls = CALL.matcher(path);
        while (calls.find()) {
            if (!FUNCTIONS.contains(calls.group(1))) {
                throw new UnfitException("a `path` uses a function that is not offered in a patch");
            }
        }
        try {
            return R4.context().newFhirPath().evaluate(target, path, Base.class);
        } catch (RuntimeException misread) { // the engine reports whatever is wrong with a path in many ways
            throw new UnfitException("a `path` is no FHIRPath that fits the resource");
        }
    }

    private static Base one(Resource target, String path) {
        List<Base> found = evaluate(target, path);
        requireOne(found.size() == 1);
        return found.get(0);
    }

    /** Where an element stands: its parent and the property's name. */
    private record Place(Base parent, String name) {
        List<Base> values() {
            Property property = parent.getNamedProperty(name);
            return property == null ? List.of() : property.getValues();
        }

        void fill(List<Base> values) {
            List.copyOf(values()).forEach(each -> parent.removeChild(name, each));
            values.forEach(each -> parent.setProperty(name, each));
        }

        void without(Base value) {
            List<Base> left = new ArrayList<>(values());
            left.removeIf(each -> each == value);
            fill(left);
        }

        void instead(Base old, Base value) {
            List<Base> all = new ArrayList<>(values());
            all.replaceAll(each -> each == old ? value : each);
            fill(all);
        }
    }

    private static Place placeOf(Resource target, Base element) {
        return find(target, element)
                .orElseThrow(() -> new UnfitException("a `path` finds something that is no element of the resource"));
    }

    private static Optional<Place> find(Base parent, Base element) {
        for (Property property : parent.children()) {
            for (Base child : property.getValues()) {
                if (child == element) {
                    return Optional.of(new Place(parent, property.getName()));
                }
                Optional<Place> below = find(child, element);
                if (below.isPresent()) {
                    return below;
                }
            }
        }
        return Optional.empty();
    }

    /** A list by its path: what stands before the last dot finds its parent. */
    private static Place list(Resource target, String path) {
        int dot = path.lastIndexOf('.');
        if (dot < 0 || path.indexOf(')', dot) >= 0) {
            throw new UnfitException("the `path` of an insert or a move ends with the name of a list");
        }
        Base parent = one(target, path.substring(0, dot));
        Property property = property(parent, path.substring(dot + 1));
        if (!property.isList()) {
            throw new UnfitException("the `path` of an insert or a move ends with the name of a list");
        }
        return new Place(parent, property.getName());
    }

    private static Property property(Base parent, String name) {
        Property property = parent.getNamedProperty(name);
        if (property == null) {
            throw new UnfitException("the patch names an element that there is not");
        }
        return property;
    }

    private static void add(Base parent, String name, ParametersParameterComponent value) {
        Property property = property(parent, name);
        boolean full = !property.isList() && property.hasValues();
        if (full) {
            throw new UnfitException("an element that is there already is replaced, not added");
        }
        parent.setProperty(property.getName(), value(parent, property.getName(), value));
    }

    /** The value itself, or an element made of the parts, as elements without a type of their own are given. */
    private static Base value(Base parent, String name, ParametersParameterComponent given) {
        if (given.hasValue()) {
            return given.getValue();
        }
        if (given.hasResource()) {
            return given.getResource();
        }
        Property property = property(parent, name);
        List<Base> before = List.copyOf(property.getValues());
        Base made = parent.addChild(name.replace("[x]", ""));
        parent.removeChild(name, made);
        if (!property.isList()) {
            before.forEach(each -> parent.setProperty(name, each));
        }
        for (ParametersParameterComponent part : given.getPart()) {
            Property own = property(made, part.getName());
            made.setProperty(own.getName(), value(made, own.getName(), part));
        }
        return made;
    }

    private static ParametersParameterComponent part(ParametersParameterComponent operation, String name) {
        return operation.getPart().stream()
                .filter(each -> name.equals(each.getName()))
                .findFirst()
                .orElseThrow(() -> new UnfitException("an operation lacks its `" + name + "`"));
    }

    private static String text(ParametersParameterComponent operation, String name) {
        String text = part(operation, name).hasValue()
                ? part(operation, name).getValue().primitiveValue()
                : null;
        if (text == null) {
            throw new UnfitException("the `" + name + "` of an operation is a text");
        }
        return text;
    }

    private static int number(ParametersParameterComponent operation, String name, int most) {
        if (part(operation, name).getValue() instanceof IntegerType number
                && number.getValue() >= 0
                && number.getValue() <= most) {
            return number.getValue();
        }
        throw new UnfitException("the `" + name + "` of an operation is a place in the list, counted from 0");
    }
}
