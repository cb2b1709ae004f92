using System.Globalization;
using System.Text;
using System.Xml;

namespace Stackbilt.Observability.Conformance;

/// <summary>The XML that build servers read: a suite for each carrier, a case for each rule.</summary>
static class JUnitReport
{
    public static string Write(IReadOnlyList<CarrierColumn> columns)
    {
        var text = new StringBuilder();
        using (var xml = XmlWriter.Create(text, new XmlWriterSettings { Indent = true, OmitXmlDeclaration = true, NewLineChars = "\n" }))
        {
            xml.WriteStartElement("testsuites");
            foreach (var column in columns)
                Write(xml, column);

            xml.WriteEndElement();
        }

        return text.ToString();
    }

    static void Write(XmlWriter xml, CarrierColumn column)
    {
        xml.WriteStartElement("testsuite");
        xml.WriteAttributeString("name", Printable(column.Name));
        xml.WriteAttributeString("tests", Number(column.Results.Count));
        xml.WriteAttributeString("failures", Number(column.Count(RuleOutcome.Failed)));
        xml.WriteAttributeString("errors", "0");
        xml.WriteAttributeString("skipped", "0");
        xml.WriteStartElement("properties");
        Property(xml, "suite", ConformanceSuite.Version);
        Property(xml, "claims", column.Claims);
        Property(xml, "seed", Number(column.Seed));
        Property(xml, "checks", Number(column.Checks));
        Property(xml, "passed", Number(column.Count(RuleOutcome.Passed)));
        Property(xml, "declined", Number(column.Count(RuleOutcome.Declined)));
        xml.WriteEndElement();
        foreach (var failure in column.Failures)
            Write(xml, column, failure);

        foreach (var rule in ConformanceSuite.Rules)
        {
            if (column[rule] is { Outcome: not RuleOutcome.Failed } result)
                Write(xml, column, result);
        }

        xml.WriteEndElement();
    }

    static void Write(XmlWriter xml, CarrierColumn column, RuleResult result)
    {
        xml.WriteStartElement("testcase");
        xml.WriteAttributeString("classname", Printable(column.Name));
        xml.WriteAttributeString("name", result.Rule.ToString());
        xml.WriteAttributeString("time", result.Duration.TotalSeconds.ToString("0.000", CultureInfo.InvariantCulture));
        xml.WriteStartElement(result.Outcome == RuleOutcome.Failed ? "failure" : "system-out");
        if (result.Outcome == RuleOutcome.Failed)
            xml.WriteAttributeString("message", $"{result.Rule} is broken");

        xml.WriteString(Printable(result.Message));
        xml.WriteEndElement();
        xml.WriteEndElement();
    }

    static void Property(XmlWriter xml, string name, string value)
    {
        xml.WriteStartElement("property");
        xml.WriteAttributeString("name", name);
        xml.WriteAttributeString("value", value);
        xml.WriteEndElement();
    }

    /// <summary>A name, or a carrier's own exception, may say anything, and XML cannot hold everything.</summary>
    static string Printable(string text) => string.Concat(text.Select(static letter => XmlConvert.IsXmlChar(letter) ? letter : '?'));

    static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
