package org.suwen.hapi;

import java.io.ByteArrayInputStream;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** FHIR R4 between XML and JSON. Limits: {@link #MAX_DEPTH} and {@link #MAX_ELEMENTS}; no document type, no entities. */
public final class FhirXml {

    /** The deepest nesting. */
    public static final int MAX_DEPTH = 64;

    /** The most elements of one body. */
    public static final int MAX_ELEMENTS = 1_000_000;

    private static final String FHIR = "http://hl7.org/fhir";

    private FhirXml() {}

    /**
     * The same resource as JSON.
     *
     * @throws UnfitException when it is no FHIR R4 in XML, or beyond a limit
     */
    public static byte[] toJson(byte[] xml) {
        check(xml);
        return R4.write(R4.json(), R4.read(R4.xml(), xml, "the body is XML but no resource of FHIR R4"));
    }

    /**
     * The same resource as XML.
     *
     * @throws UnfitException when HAPI can't read it
     */
    public static byte[] toXml(byte[] json) {
        return R4.write(R4.xml(), R4.read(R4.json(), json, "this can't be written as XML; ask for JSON"));
    }

    /** A pass with the JDK's own reader, before anything is built: form, depth, number, no document type. */
    private static void check(byte[] xml) {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        int depth = 0;
        int elements = 0;
        try {
            XMLStreamReader in = factory.createXMLStreamReader(new ByteArrayInputStream(xml));
            while (in.hasNext()) {
                int event = in.next();
                if (event == XMLStreamConstants.DTD || event == XMLStreamConstants.ENTITY_REFERENCE) {
                    throw new UnfitException("the body has a document type or an entity, which FHIR does not allow");
                }
                if (event == XMLStreamConstants.START_ELEMENT) {
                    if (elements == 0 && !FHIR.equals(in.getNamespaceURI())) {
                        throw new UnfitException("the body's outermost element is not of the namespace of FHIR");
                    }
                    depth++;
                    elements++;
                    require(depth <= MAX_DEPTH, "the body is nested deeper than `" + MAX_DEPTH + "`");
                    require(elements <= MAX_ELEMENTS, "the body has more than `" + MAX_ELEMENTS + "` elements");
                }
                depth -= event == XMLStreamConstants.END_ELEMENT ? 1 : 0;
            }
        } catch (XMLStreamException broken) {
            var at = broken.getLocation();
            String place = at == null ? "" : " at line " + at.getLineNumber() + ", column " + at.getColumnNumber();
            throw new UnfitException("the body is no well-formed XML" + place);
        }
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new UnfitException(otherwise);
        }
    }
}
